package io.tranche.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * This process's terminal. Java 17 can say whether stdin and stdout are both terminals, not whether stderr is one, nor how
 * wide it is; {@code test} and {@code stty} can. They are started only by verbs that run something.
 */
final class ProcessTerminal implements Terminal {
    private static final int USUAL_WIDTH = 80;
    private static final long WIDTH_VALID_NANOSECONDS = Duration.ofSeconds(2).toNanos();
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)");

    private final PrintStream out = utf8(FileDescriptor.out);
    private final PrintStream err = utf8(FileDescriptor.err);
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private int width;
    private long widthAskedAt;

    private static PrintStream utf8(FileDescriptor file) {
        return new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public BufferedReader in() {
        return in;
    }

    @Override
    public Map<String, String> environment() {
        return System.getenv();
    }

    @Override
    public Path directory() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public boolean canAsk() {
        return isTerminal(0) && isTerminal(2);
    }

    @Override
    public boolean isLive() {
        return !"dumb".equals(environment().get("TERM")) && isTerminal(2);
    }

    private static boolean isTerminal(int descriptor) {
        return run("test", "-t", Integer.toString(descriptor)).exitCode() == 0;
    }

    @Override
    public synchronized int width() {
        long now = System.nanoTime();
        if (width == 0 || now - widthAskedAt > WIDTH_VALID_NANOSECONDS) {
            width = askWidth();
            widthAskedAt = now;
        }
        return width;
    }

    private static int askWidth() {
        Matcher size = SIZE.matcher(run("sh", "-c", "stty size < /dev/tty").output());
        int columns = size.find() ? Integer.parseInt(size.group(1)) : 0;
        return columns > 0 ? columns : USUAL_WIDTH;
    }

    /** The echo comes back whatever ends the reading; {@code stty} speaks to the terminal even where stdout is a file. */
    @Override
    public Optional<String> readHidden() {
        Thread echo = new Thread(() -> run("sh", "-c", "stty echo < /dev/tty"));
        Runtime.getRuntime().addShutdownHook(echo);
        run("sh", "-c", "stty -echo < /dev/tty");
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            show(echo);
            err.println();
        }
    }

    private static void show(Thread echo) {
        echo.run();
        try {
            Runtime.getRuntime().removeShutdownHook(echo);
        } catch (IllegalStateException e) {
            return; // the process is ending, and will do it once more
        }
    }

    private record Answer(int exitCode, String output) {}

    private static Answer run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(command[0].equals("test") ? Redirect.INHERIT : Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(1, TimeUnit.SECONDS)
                    ? new Answer(process.exitValue(), output)
                    : new Answer(-1, output);
        } catch (IOException e) {
            // No such program here: treated as no terminal.
            return new Answer(-1, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(-1, "");
        }
    }
}
