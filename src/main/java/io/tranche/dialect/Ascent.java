package io.tranche.dialect;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.Reference;

/**
 * A way up over a table's reference to itself: from a row to the row that it refers to, and on.
 *
 * @param reference child and parent are the same table, and each child column has the type of its parent column
 * @param levels how many steps to take; at least 1
 */
public record Ascent(Reference reference, int levels) {
    public Ascent {
        requireNonNull(reference, "reference");
        if (!reference.child().equals(reference.parent()) || levels < 1) {
            throw new IllegalArgumentException(levels + " levels up " + reference);
        }
    }

    public Ascent withLevels(int other) {
        return new Ascent(reference, other);
    }
}
