package io.tranche.source;

import io.tranche.config.SourceLimits;
import io.tranche.dialect.LoadProbe;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.Source;
import io.tranche.progress.Listener;
import java.util.ArrayList;
import java.util.List;

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

    @Override
    public Snapshot snapshot(SnapshotWish wish) {
        List<LoadProbe> probes = new ArrayList<>();
        try {
            if (limits.watchesLoad()) {
                for (Source server : watched) {
                    probes.add(server.probe(limits));
                }
            }
            return new ThrottledSnapshot(
                    source().snapshot(wish.within(limits)), new Throttle(limits, probes, listener));
        } catch (RuntimeException | Error e) {
            probes.forEach(LoadProbe::close);
            throw e;
        }
    }
}
