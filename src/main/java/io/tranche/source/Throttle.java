package io.tranche.source;

import io.tranche.config.SourceLimits;
import io.tranche.dialect.LoadProbe;
import io.tranche.progress.Listener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What readers ask before they read on. Thread-safe; it waits in the threads that ask. */
final class Throttle implements AutoCloseable {
    /** A chunk should not take longer, so that a pause is not far. */
    private static final long CHUNK_SECONDS = 30;

    private static final long SMALLEST_CHUNK = 1_000;
    private static final long WATCHED_CHUNK = 50_000;

    private final SourceLimits limits;
    private final LoadGate gate;
    private final Listener listener;
    private final LongSupplier nanoTime;
    private final long start;
    private long ageToWarnOf;
    private long nextRow;

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        /** @throws io.tranche.error.Interruption if whoever waits is to stop */
        void of(long nanoseconds);
    }

    Throttle(SourceLimits limits, List<LoadProbe> probes, Listener listener) {
        this(limits, probes, listener, System::nanoTime);
    }

    Throttle(SourceLimits limits, List<LoadProbe> probes, Listener listener, LongSupplier nanoTime) {
        this.limits = limits;
        this.gate = new LoadGate(limits, probes, listener, nanoTime);
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.nextRow = start;
        this.ageToWarnOf = limits.snapshotAge().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    /** Before a statement: waits while the server is too busy. No result is open meanwhile. */
    void enter(Pause pause) {
        warnOfAge();
        gate.pass(pause);
    }

    /** Rows have come: waits until those that were read before them have had their time. */
    void passed(long rows, Pause pause) {
        long wait = reserve(rows);
        if (wait > 0) {
            pause.of(wait);
        }
    }

    private synchronized long reserve(long rows) {
        if (limits.rowsPerSecond().isEmpty()) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        long from = Math.max(now, nextRow);
        nextRow = from
                + Math.round((double) rows
                        * TimeUnit.SECONDS.toNanos(1)
                        / limits.rowsPerSecond().getAsLong());
        return nextRow - now;
    }

    /** How many rows a chunk may have at most. */
    long chunk(long wanted) {
        long byRate = limits.rowsPerSecond().isPresent()
                ? Math.max(SMALLEST_CHUNK, limits.rowsPerSecond().getAsLong() * CHUNK_SECONDS)
                : wanted;
        return Math.min(wanted, limits.watchesLoad() ? Math.min(byRate, WATCHED_CHUNK) : byRate);
    }

    /** Once, and again whenever the age has doubled. */
    private synchronized void warnOfAge() {
        long age = nanoTime.getAsLong() - start;
        if (age >= ageToWarnOf) {
            ageToWarnOf = age * 2;
            listener.warning(
                    "The source's snapshot is " + words(Duration.ofNanos(age))
                            + " old: until this run ends the server keeps all that was deleted and changed since (InnoDB's undo"
                            + " log grows, PostgreSQL's vacuum removes nothing). A smaller slice, or a replica, spares it that.");
        }
    }

    private static String words(Duration age) {
        return age.toMinutes() >= 2 ? age.toMinutes() + " minutes" : age.toSeconds() + " s";
    }

    @Override
    public void close() {
        gate.close();
    }
}
