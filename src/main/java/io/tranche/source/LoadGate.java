package io.tranche.source;

import io.tranche.config.SourceLimits;
import io.tranche.dialect.Load;
import io.tranche.dialect.LoadProbe;
import io.tranche.progress.Listener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Closed while one of the servers lags too far behind or has too much to do. It is looked at once a second. Thread-safe. */
final class LoadGate implements AutoCloseable {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final SourceLimits limits;
    private final List<LoadProbe> probes;
    private final Listener listener;
    private final LongSupplier nanoTime;
    private Optional<String> reason = Optional.empty();
    private boolean looked;
    private long lookedAt;

    LoadGate(SourceLimits limits, List<LoadProbe> probes, Listener listener, LongSupplier nanoTime) {
        this.limits = limits;
        this.probes = List.copyOf(probes);
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /** Waits until it is open. */
    void pass(Throttle.Pause pause) {
        while (!probes.isEmpty() && look().isPresent()) {
            pause.of(INTERVAL);
        }
    }

    private synchronized Optional<String> look() {
        long now = nanoTime.getAsLong();
        if (looked && now - lookedAt < INTERVAL) {
            return reason;
        }
        Optional<String> before = reason;
        reason = probes.stream()
                .map(LoadProbe::load)
                .map(this::excess)
                .flatMap(Optional::stream)
                .findFirst();
        looked = true;
        lookedAt = nanoTime.getAsLong();
        if (before.isEmpty() && reason.isPresent()) {
            listener.notice("Reading pauses: " + reason.get() + ".");
        } else if (before.isPresent() && reason.isEmpty()) {
            listener.notice("Reading goes on.");
        }
        return reason;
    }

    private Optional<String> excess(Load load) {
        Optional<Duration> lag = load.lag()
                .filter(found ->
                        limits.lag().filter(most -> found.compareTo(most) > 0).isPresent());
        if (lag.equals(Optional.of(Load.ENDLESS))) {
            return Optional.of("the replication of a server stands still, and --max-lag is set");
        }
        if (lag.isPresent()) {
            return Optional.of("a server lags " + lag.get().toSeconds() + " s behind, more than --max-lag");
        }
        boolean busy = load.running().isPresent()
                && limits.running().isPresent()
                && load.running().getAsInt() > limits.running().getAsInt();
        return busy
                ? Optional.of(
                        "the server works on " + load.running().getAsInt() + " statements, more than --max-running")
                : Optional.empty();
    }

    @Override
    public synchronized void close() {
        probes.forEach(LoadProbe::close);
    }
}
