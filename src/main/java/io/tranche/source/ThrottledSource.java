package io.tranche.source;

import io.tranche.config.SourceLimits;
import io.tranche.dialect.LoadProbe;
import io.tranche.dialect.Position;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.Source;
import io.tranche.error.Interruption;
import io.tranche.progress.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A source of which no more is asked than its limits allow. */
public final class ThrottledSource extends DelegatingSource {
    private final List<Source> watched;
    private final SourceLimits limits;
    private final Listener listener;

    /** @param watched servers whose load counts */
    public ThrottledSource(Source source, List<Source> watched, SourceLimits limits, Listener listener) {
        super(source);
        this.watched = List.copyOf(watched);
        this.limits = limits;
        this.listener = listener;
    }

    /** Those who ask for it again and again wait too while the servers have too much to do. */
    @Override
    public Position position() {
        if (limits.watchesLoad()) {
            try (LoadGate gate = new LoadGate(limits, probes(), listener, System::nanoTime)) {
                gate.pass(ThrottledSource::pause);
            }
        }
        return super.position();
    }

    private static void pause(long nanoseconds) {
        try {
            // nobody counts it down
            if (new CountDownLatch(1).await(nanoseconds, TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("a latch that nobody knows was opened");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption("Interrupted while reading was held back.");
        }
    }

    private List<LoadProbe> probes() {
        List<LoadProbe> probes = new ArrayList<>();
        try {
            for (Source server : watched) {
                probes.add(server.probe(limits));
            }
            return probes;
        } catch (RuntimeException | Error e) {
            probes.forEach(LoadProbe::close);
            throw e;
        }
    }

    @Override
    public Snapshot snapshot(SnapshotWish wish) {
        List<LoadProbe> probes = limits.watchesLoad() ? probes() : List.of();
        try {
            return new ThrottledSnapshot(
                    source().snapshot(wish.within(limits)), new Throttle(limits, probes, listener));
        } catch (RuntimeException | Error e) {
            probes.forEach(LoadProbe::close);
            throw e;
        }
    }
}
