package io.tranche.sync;

import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.SyncStrategy.Method;
import io.tranche.error.Interruption;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has a program of the user's bring a table into step. It is told of the table and both connections by environment variables
 * ({@code TRANCHE_TABLE}, {@code TRANCHE_SOURCE_HOST} …), passwords among them: unlike arguments these are shown to nobody but
 * the same user and root. It has done its work if it ends with 0; a line {@code inserted=1 updated=2 deleted=3} on its
 * output says what it did.
 */
public final class CommandStrategy implements Strategy {
    private static final Pattern COUNTS =
            Pattern.compile("\\s*inserted=([0-9]{1,18})\\s+updated=([0-9]{1,18})\\s+deleted=([0-9]{1,18})\\s*");

    private static final int LAST_LINES = 5;
    private static final int PATIENCE_SECONDS = 10;

    private final List<String> words;
    private final ConnectionConfig source;
    private final ConnectionConfig target;

    public CommandStrategy(List<String> words, ConnectionConfig source, ConnectionConfig target) {
        this.words = List.copyOf(words);
        this.source = source;
        this.target = target;
    }

    @Override
    public String name() {
        return "command";
    }

    /** Who knows what else the program looks at. */
    @Override
    public boolean idleWhenUnchanged() {
        return false;
    }

    @Override
    public Changes find(TableTask task, Station station) {
        String note = "the program " + words.get(0) + " decides what is done";
        if (task.options().purpose() == SyncOptions.Purpose.COMPARISON) {
            return new NotedChanges(new ChecksumStrategy(Method.AUTO, OptionalInt.empty()).find(task, station), note);
        }
        return new NotedChanges(new Program(task.name(), task.listener()), note);
    }

    /** One call of the program. */
    private final class Program implements Changes {
        private final String table;
        private final Listener listener;
        private final Deque<String> last = new ArrayDeque<>();
        private Counts counts = Counts.NONE;
        private Optional<RunFailure> failure = Optional.empty();

        Program(String table, Listener listener) {
            this.table = table;
            this.listener = listener;
        }

        @Override
        public Counts planned() {
            return counts;
        }

        @Override
        public boolean pending() {
            return true;
        }

        @Override
        public void delete(Writing writing) {
            // the program does all of its work in one go, below
        }

        /** A program is not tried twice: nobody knows what it has done. */
        @Override
        public void write(Writing writing) {
            if (failure.isEmpty()) {
                failure = run();
            }
            failure.ifPresent(told -> {
                throw told;
            });
        }

        private Optional<RunFailure> run() {
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            describe("SOURCE", source, builder.environment());
            describe("TARGET", target, builder.environment());
            builder.environment().put("TRANCHE_TABLE", table);
            try {
                Process process = builder.start();
                process.getOutputStream().close();
                int code = follow(process);
                return code == 0
                        ? Optional.empty()
                        : Optional.of(new RunFailure("The program " + words.get(0) + " for " + table + " ended with "
                                + code + (last.isEmpty() ? "." : ": " + String.join(" / ", last))));
            } catch (IOException e) {
                return Optional.of(new RunFailure(
                        "The program " + words.get(0) + " for " + table + " cannot be run: " + e.getMessage(), e));
            }
        }

        private int follow(Process process) throws IOException {
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    hear(line);
                }
                return process.waitFor();
            } catch (InterruptedException e) {
                end(process);
                Thread.currentThread().interrupt();
                throw new Interruption("The program for " + table + " was stopped.");
            }
        }

        private void hear(String line) {
            Matcher told = COUNTS.matcher(line);
            if (told.matches()) {
                counts = new Counts(
                        0, Long.parseLong(told.group(1)), Long.parseLong(told.group(2)), Long.parseLong(told.group(3)));
            }
            String shown = withoutPasswords(line);
            listener.detail(table + ": " + shown);
            last.addLast(shown);
            if (last.size() > LAST_LINES) {
                last.removeFirst();
            }
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private String withoutPasswords(String line) {
        String shown = line;
        for (ConnectionConfig connection : List.of(source, target)) {
            String password =
                    connection.password().map(secret -> secret.value()).orElse("");
            if (!password.isEmpty()) {
                shown = shown.replace(password, "***");
            }
        }
        return shown;
    }

    private static void describe(String side, ConnectionConfig connection, Map<String, String> environment) {
        String prefix = "TRANCHE_" + side + "_";
        environment.put(prefix + "TYPE", connection.vendor().name().toLowerCase(Locale.ROOT));
        environment.put(prefix + "DATABASE", connection.database());
        connection.socket().ifPresent(socket -> environment.put(prefix + "SOCKET", socket.toString()));
        if (!connection.addresses().isEmpty()) {
            Address first = connection.addresses().get(0);
            environment.put(prefix + "HOST", first.host());
            environment.put(prefix + "PORT", String.valueOf(first.port()));
        }
        connection.user().ifPresent(user -> environment.put(prefix + "USER", user));
        connection.password().ifPresent(password -> environment.put(prefix + "PASSWORD", password.value()));
    }
}
