package io.tranche.diff;

/** How a row differs between source and target. */
public enum DifferenceKind {
    /** Only the source has it. */
    MISSING,
    /** Only the target has it. */
    EXTRA,
    /** Both have a row of this key, with other values. */
    CHANGED
}
