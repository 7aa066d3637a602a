package io.tranche.sync;

import io.tranche.diff.DifferenceKind;
import io.tranche.diff.Differences;

/**
 * Rows by what happens to them in the target.
 *
 * @param equal rows that are left as they are, as far as the strategy looks
 * @param inserted rows that only the source has
 * @param updated rows that the target has with other values
 * @param deleted rows that only the target has
 */
public record Counts(long equal, long inserted, long updated, long deleted) {
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    static Counts of(Differences found) {
        return new Counts(
                found.equal(),
                found.count(DifferenceKind.MISSING),
                found.count(DifferenceKind.CHANGED),
                found.count(DifferenceKind.EXTRA));
    }

    public Counts plus(Counts other) {
        return new Counts(
                equal + other.equal, inserted + other.inserted, updated + other.updated, deleted + other.deleted);
    }

    /** Rows that are written or removed. */
    public long changes() {
        return inserted + updated + deleted;
    }
}
