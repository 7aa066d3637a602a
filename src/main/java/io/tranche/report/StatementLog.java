package io.tranche.report;

import io.tranche.error.Refusal;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** {@code --sql-log}: each statement with its time, appended to a file. Holds keys of rows. Thread-safe. */
public final class StatementLog implements Listener, AutoCloseable {
    private final Path file;
    private final BufferedWriter out;

    private StatementLog(Path file, BufferedWriter out) {
        this.file = file;
        this.out = out;
    }

    /** @throws Refusal if the file cannot be written */
    public static StatementLog in(Path file) {
        try {
            return new StatementLog(
                    file, Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new Refusal("--sql-log " + file, "The file cannot be written: " + e + ".", "Name another file.");
        }
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Statement statement) {
            write(Instant.now() + " " + statement.database().name().toLowerCase(java.util.Locale.ROOT) + " "
                    + statement.sql().replaceAll("\\s*\\n\\s*", " ") + ";\n");
        }
    }

    private synchronized void write(String line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
