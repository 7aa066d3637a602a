package io.tranche.sync;

import io.tranche.diff.CanonicalComparison;
import io.tranche.diff.CanonicalPairing;
import java.util.List;
import java.util.function.Function;

/** Finds what differs between the tables of two families of databases. There is nothing that it could repair. */
public final class CanonicalStrategy implements Strategy {
    private final CanonicalPairing pairing;

    /** @param pairing of the one table that it is for */
    public CanonicalStrategy(CanonicalPairing pairing) {
        this.pairing = pairing;
    }

    @Override
    public String name() {
        return "canonical texts";
    }

    @Override
    public Changes find(TableTask task, Station station) {
        boolean skipped = pairing.key().isEmpty() && task.options().keyless() == SyncOptions.Keyless.SKIPPED;
        if (skipped) {
            task.listener()
                    .warning(task.name() + " has no key that both sides share, and was left alone. `keyless: compare`"
                            + " compares it by content.");
            return Changes.none(0);
        }
        try (CanonicalComparison comparison = new CanonicalComparison(pairing)) {
            List<Function<Station, Long>> sides = List.of(
                    worker -> comparison.readSource(worker.source()), worker -> comparison.readTarget(worker.target()));
            task.inParallel(station, sides);
            return new CanonicalChanges(comparison.conclude(task.options().scratch()));
        }
    }
}
