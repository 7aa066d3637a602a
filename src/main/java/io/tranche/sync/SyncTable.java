package io.tranche.sync;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.TableName;
import io.tranche.diff.Pairing;

/**
 * A table to be brought into step.
 *
 * @param display its name as users write it
 */
public record SyncTable(Pairing pairing, String display, Strategy strategy) {
    public SyncTable {
        requireNonNull(pairing, "pairing");
        requireNonNull(display, "display");
        requireNonNull(strategy, "strategy");
    }

    /** The target's name of it. */
    public TableName name() {
        return pairing.target().name();
    }
}
