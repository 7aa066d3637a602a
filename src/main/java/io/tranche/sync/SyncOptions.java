package io.tranche.sync;

import io.tranche.dialect.Dialect.ReferenceChecks;
import io.tranche.diff.Scratch;

/**
 * What holds for all tables of a run.
 *
 * @param batch rows of a range that is compared at once
 * @param keyless what becomes of tables whose rows no key tells apart
 * @param references whether the target looks at its foreign keys while it is written
 * @param purpose what is going to be done with what is found
 * @param scratch for differences that outgrow memory
 */
public record SyncOptions(int batch, Keyless keyless, Purpose purpose, ReferenceChecks references, Scratch scratch) {
    /** So many that the texts of queries, which are the same for any range, weigh little beside the answers. */
    public static final int USUAL_BATCH = 50_000;

    public static final SyncOptions USUAL =
            new SyncOptions(USUAL_BATCH, Keyless.COMPARED, Purpose.REPAIR, ReferenceChecks.OFF, Scratch.FILES);

    /** Tables without a key. */
    public enum Keyless {
        /** Rows are counted by their content. */
        COMPARED,
        /** They are left alone, with a warning. */
        SKIPPED
    }

    /** What becomes of differences. */
    public enum Purpose {
        /**
         * They are told: columns that cannot be compared are passed over, and each row with a key is known by it. A strategy
         * that looks at no row compares all of them, so that equal tables are told to be equal.
         */
        COMPARISON,
        /** What a repair would do is told, row for row. */
        REHEARSAL,
        /** They are repaired: a repair that passes columns over, or loses their values, is none. */
        REPAIR
    }

    public SyncOptions {
        if (batch < 1) {
            throw new IllegalArgumentException("a batch of " + batch + " rows");
        }
    }
}
