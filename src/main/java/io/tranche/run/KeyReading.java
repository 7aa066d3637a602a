package io.tranche.run;

import io.tranche.diff.DifferenceKind;
import io.tranche.row.BatchHandler;

/** Tells the keys of rows that differ. */
interface KeyReading {
    /** The keys of rows that differ in one way, as lines of their fields. */
    void keys(DifferenceKind wanted, BatchHandler handler);
}
