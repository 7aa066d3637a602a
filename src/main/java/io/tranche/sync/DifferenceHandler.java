package io.tranche.sync;

import io.tranche.diff.DifferenceKind;
import io.tranche.row.KeyBatch;

/** Hears of differing rows, batch by batch. One thread. */
@FunctionalInterface
public interface DifferenceHandler {
    /** @param keys in the form of {@code Dialect.form} of the target's key columns; each of them a row of this kind */
    void accept(DifferenceKind kind, KeyBatch keys);
}
