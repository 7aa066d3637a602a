package io.tranche.cli;

import io.tranche.progress.Listener;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What libraries log (slf4j ends in java.util.logging here): nothing, or details of the run. */
final class LibraryLogging {
    private LibraryLogging() {}

    static void silence() {
        LogManager.getLogManager().reset();
        root().setLevel(Level.OFF);
    }

    /** Held, for loggers that nobody holds forget their level. What a pool says of its own life is no detail of a run. */
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

    /** From INFO on; what is below may show values. */
    static void forwardTo(Listener listener) {
        LogManager.getLogManager().reset();
        root().setLevel(Level.INFO);
        POOL.setLevel(Level.WARNING);
        root().addHandler(new Forwarder(listener));
    }

    private static Logger root() {
        return Logger.getLogger("");
    }

    private static final class Forwarder extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();
        private final Listener listener;

        Forwarder(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void publish(LogRecord line) {
            if (isLoggable(line)) {
                String thrown = line.getThrown() == null ? "" : " " + line.getThrown();
                listener.detail(line.getLoggerName() + ": " + formatter.formatMessage(line) + thrown);
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // The listener is not ours to close, and lives longer at the process's end.
        }
    }
}
