package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;

/** Equality as the server's own foreign keys use it: a value of another type is cast to the compared column's type. */
final class Comparison {
    private Comparison() {}

    /**
     * SQL: a column equals a value.
     *
     * @param column the column as SQL, of type {@code type}
     * @param value SQL that {@link #adapted} was applied to
     */
    static String equal(String column, PostgreSqlType type, String value) {
        return "(" + column + " " + type.equality() + " " + value + ")";
    }

    /**
     * SQL: a value of {@code from} as it is compared with a column of {@code to}. Integers, floats and moments compare across
     * their types as they are; a cast could overflow or round. A char(n) loses its padding on the way to a text, and a text
     * that becomes a char is compared without trailing spaces, as foreign keys do.
     */
    static String adapted(String value, PostgreSqlType from, PostgreSqlType to) {
        return from.comparesWith(to) ? value : "CAST(" + value + " AS " + to.sql() + ")";
    }

    /** SQL: the value with the column's collation, where that is not its type's own. */
    static String collated(String value, Column column) {
        return column.type()
                .collation()
                .map(collation -> "(" + value + " COLLATE " + collation + ")")
                .orElse(value);
    }
}
