package io.tranche.sync;

import io.tranche.diff.DifferenceKind;
import io.tranche.diff.Differences;

/** Differences that are told, and never repaired: keys are canonical texts, by which no database looks rows up. */
final class CanonicalChanges implements Changes {
    private static final int KEYS_PER_BATCH = 1_000;

    private final Differences found;

    CanonicalChanges(Differences found) {
        this.found = found;
    }

    @Override
    public Counts planned() {
        return Counts.of(found);
    }

    @Override
    public void differences(DifferenceHandler handler) {
        for (DifferenceKind kind : DifferenceKind.values()) {
            found.keys(kind).forEach(KEYS_PER_BATCH, keys -> handler.accept(kind, keys));
        }
    }

    @Override
    public void delete(Writing writing) {
        throw new UnsupportedOperationException("rows are not moved between families of databases");
    }

    @Override
    public void write(Writing writing) {
        throw new UnsupportedOperationException("rows are not moved between families of databases");
    }

    @Override
    public void close() {
        found.close();
    }
}
