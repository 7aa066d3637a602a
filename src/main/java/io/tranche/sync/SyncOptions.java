package io.tranche.sync;

/**
 * What holds for all tables of a run.
 *
 * @param batch rows of a range that is compared at once
 * @param keyless what becomes of tables whose rows no key tells apart
 */
public record SyncOptions(int batch, Keyless keyless) {
    /** As many rows as are read in some hundredths of a second. */
    public static final int USUAL_BATCH = 10_000;

    public static final SyncOptions USUAL = new SyncOptions(USUAL_BATCH, Keyless.COMPARED);

    /** Tables without a key. */
    public enum Keyless {
        /** Rows are counted by their content. */
        COMPARED,
        /** They are left alone, with a warning. */
        SKIPPED
    }

    public SyncOptions {
        if (batch < 1) {
            throw new IllegalArgumentException("a batch of " + batch + " rows");
        }
    }
}
