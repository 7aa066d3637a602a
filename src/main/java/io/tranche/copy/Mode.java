package io.tranche.copy;

/** Why rows are read. */
enum Mode {
    /** A rule chooses them. */
    SELECT,
    /** A reference needs them. */
    PULL
}
