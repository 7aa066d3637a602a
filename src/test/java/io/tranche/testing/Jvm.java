package io.tranche.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JVMs beside the test's own, for what is killed or told to end. */
public final class Jvm {
    /** They live for seconds: what the optimising compiler costs they do not earn back. */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private Jvm() {}

    /** Will run a class's main method, with the class path of the tests. */
    public static ProcessBuilder of(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Will run the program, in this folder; what it prints goes to a file there. */
    public static ProcessBuilder tranche(Path folder, String log, String... arguments) {
        return of("io.tranche.cli.Main", arguments)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile());
    }
}
