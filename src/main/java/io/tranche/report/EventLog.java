package io.tranche.report;

import io.tranche.error.Refusal;
import io.tranche.progress.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** The log file: every event on a line, with an ISO time. Appended to; only its owner may read a new one. Thread-safe. */
public final class EventLog implements Progress {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    private final PrintWriter out;
    private final Clock clock;

    EventLog(OutputStream out, Clock clock) {
        this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** @throws Refusal if the file cannot be written */
    public static EventLog in(Path file) {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        try {
            return new EventLog(
                    Channels.newOutputStream(Files.newByteChannel(file, options, ownerOnly(file))),
                    Clock.systemDefaultZone());
        } catch (IOException e) {
            throw new Refusal(
                    "--log-file " + file, "cannot be written: " + e + ".", "Name a file in a folder that exists.");
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void on(Event event) {
        line(
                event instanceof Event.Warning || event instanceof Event.UnitRetried ? "WARN" : "INFO",
                EventText.of(event));
    }

    /** With the stack traces that the terminal does not get. */
    public void failure(String message, Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        line("ERROR", message + System.lineSeparator() + trace);
    }

    /** A line that no event carries. */
    public void info(String text) {
        line("INFO", text);
    }

    private synchronized void line(String level, String text) {
        out.println(TIME.format(OffsetDateTime.now(clock)) + " " + level + " " + text.stripTrailing());
    }

    @Override
    public synchronized void close() {
        out.close();
    }
}
