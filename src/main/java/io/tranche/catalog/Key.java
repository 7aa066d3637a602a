package io.tranche.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A primary key, a unique key, or an index that a reference may point at.
 *
 * @param columns in key order; an expression part is absent from this list and makes {@code wholeColumns} false
 * @param wholeColumns false if the key holds column prefixes or expressions, or covers only some rows: such a key proves no
 *     uniqueness of its columns
 */
public record Key(String name, Kind kind, List<String> columns, boolean wholeColumns) {
    public enum Kind {
        PRIMARY,
        UNIQUE,
        INDEX
    }

    public Key {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        columns = List.copyOf(columns);
    }

    /** Whether no two rows share non-NULL values of this key's columns. */
    public boolean unique() {
        return kind != Kind.INDEX && wholeColumns;
    }
}
