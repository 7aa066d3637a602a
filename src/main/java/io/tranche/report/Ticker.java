package io.tranche.report;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls something again and again from a thread of its own, which keeps no process alive. */
final class Ticker implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "progress");
        made.setDaemon(true);
        return made;
    });

    Ticker(Duration interval, Runnable work) {
        long nanoseconds = interval.toNanos();
        thread.scheduleAtFixedRate(work, nanoseconds, nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** A call that is under way may still end after this. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
