package io.tranche.bench;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs command lines in bash, which measures them. */
final class Shell {
    private static final Pattern TIMES = Pattern.compile("bench-times ([\\d.]+) ([\\d.]+) ([\\d.]+)");

    private Shell() {}

    /** Wall and CPU seconds of a command and its children. */
    record Times(double wall, double cpu) {}

    static boolean has(String program) {
        try {
            return new ProcessBuilder("bash", "-c", "command -v " + program)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Times measure(String command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "bash", "-c", "set -o pipefail; TIMEFORMAT='bench-times %R %U %S'; time { " + command + " ; }");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        Matcher times = TIMES.matcher(output);
        if (process.waitFor() != 0 || !times.find()) {
            throw new IOException(command + " failed:\n" + output);
        }
        double cpu = Double.parseDouble(times.group(2)) + Double.parseDouble(times.group(3));
        return new Times(Double.parseDouble(times.group(1)), cpu);
    }
}
