package io.tranche.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** JVMs beside the test's own, for what is killed or told to end. */
public final class Jvm {
    /** They live for seconds: what the optimising compiler costs they do not earn back. */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final long SIGINT = 1L << 2 - 1;

    /** What was begun in the background of a script ignores Ctrl-C, and so would what it begins. */
    private static final List<String> HEARING = ignoresCtrlC() ? List.of("env", "--default-signal=INT") : List.of();

    private Jvm() {}

    private static boolean ignoresCtrlC() {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT) != 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Will run a class's main method, with the class path of the tests. */
    public static ProcessBuilder of(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(HEARING);
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
