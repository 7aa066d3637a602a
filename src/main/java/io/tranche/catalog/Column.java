package io.tranche.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A column.
 *
 * @param position from 1, in the table's order
 * @param defaultExpression the default in the server's own words
 */
public record Column(
        String name,
        int position,
        ColumnType type,
        boolean nullable,
        Generation generation,
        boolean autoIncrement,
        boolean invisible,
        Optional<String> defaultExpression) {

    /** Whether the server computes the column's values; such a column is never written. */
    public enum Generation {
        NONE,
        STORED,
        VIRTUAL
    }

    public Column {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(generation, "generation");
        requireNonNull(defaultExpression, "defaultExpression");
    }

    public boolean generated() {
        return generation != Generation.NONE;
    }
}
