package io.tranche.keys;

import io.tranche.error.Failure;
import io.tranche.progress.Listener;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prolongs the life of a run's keys while the process lives; keys of a killed run go by themselves. */
final class RedisHeartbeat implements AutoCloseable {
    private static final int BEATS_PER_LIFE = 4;

    private final Runnable refresh;
    private final Listener listener;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tranche-redis-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    RedisHeartbeat(Duration life, Runnable refresh, Listener listener) {
        this.refresh = refresh;
        this.listener = listener;
        long pause = Math.max(1, life.toMillis() / BEATS_PER_LIFE);
        beats.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            refresh.run();
        } catch (Failure e) {
            // Whoever needs the keys next fails by himself; until then they live on
            listener.warning("The keys of this run could not be kept alive: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        beats.shutdownNow();
    }
}
