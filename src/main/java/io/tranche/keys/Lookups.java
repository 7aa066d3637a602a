package io.tranche.keys;

/** How often a set is asked whether it has a key: whether a {@link RunFilter} is worth its memory. */
enum Lookups {
    MANY,
    FEW
}
