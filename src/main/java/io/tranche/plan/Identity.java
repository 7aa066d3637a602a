package io.tranche.plan;

import io.tranche.keys.KeySpace;

/** How a row is claimed, so that it is written once. */
public sealed interface Identity {
    /** Each row is read once anyway: nothing to remember. */
    record Unneeded() implements Identity {}

    /** By the table's own key. */
    record ByKey(RecordedKey key) implements Identity {}

    /**
     * By a digest of the whole row, in tables without a key. Rows that are equal in every column come and go together: a unit
     * that claims the content writes all of them that it reads.
     */
    record ByContent(KeySpace space) implements Identity {}
}
