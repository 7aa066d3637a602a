package io.tranche.verify;

/** What a slice does with a reference, and thus what may be found of it in the target. */
public enum Treatment {
    /** Parents come along: an orphan is allowed only where the source has it too. */
    FOLLOWED,
    /** Parents need not come along: orphans are counted and allowed. */
    CUT,
    /** The child's columns are NULL in the target: no orphan is allowed. */
    SET_NULL
}
