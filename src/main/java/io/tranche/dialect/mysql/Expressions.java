package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Output;

/**
 * SQL that gives a column's exact value as text, as {@code LOAD DATA} takes it and as keys are written down. Stateless.
 *
 * <p>The session decides nothing here: a TIMESTAMP is given in UTC whatever the session's time zone is.
 */
final class Expressions {
    private Expressions() {}

    /** A column's value for a line. */
    static String line(TableName table, Column column) {
        String name = Names.quote(table, column);
        return switch (ColumnKind.of(column)) {
            // the text of a FLOAT has six digits; +0e0 would lose the sign of a zero
            case FLOAT -> name + "*1e0";
            case TIMESTAMP -> utc(name);
            case UUID, INET6 -> "CAST(" + name + " AS BINARY(16))";
            case INET4 -> "CAST(" + name + " AS BINARY(4))";
            default -> name;
        };
    }

    /** The bytes that {@link #line} gives, as a value to be compared and hashed: no charset, no collation, no type. */
    static String bytes(TableName table, Column column) {
        String value = line(table, column);
        return switch (ColumnKind.of(column)) {
            case BINARY, UUID, INET6, INET4 -> value;
            case GEOMETRY -> "UNHEX(HEX(" + value + "))";
            case JSON -> "CAST(CONVERT(" + value + " USING utf8mb4) AS BINARY)";
            default -> "CAST(" + value + " AS BINARY)";
        };
    }

    /** As {@link #bytes}, of what is read in the column's place. */
    static String bytes(TableName table, Output output) {
        return output.expression()
                .map(sql -> "CAST(" + inPlaceOf(output.column(), sql) + " AS BINARY)")
                .orElseGet(() -> bytes(table, output.column()));
    }

    /** A column's value as a key in the form of a word. */
    static String key(TableName table, Column column, KeyWord word) {
        String name = Names.quote(table, column);
        if (inLine(column, word)) {
            return line(table, column);
        }
        return switch (ColumnKind.of(column)) {
            case SCALED_FLOAT -> name + "*1e0";
            // the index of an ENUM, the bits of a SET or BIT, a number without its leading zeros
            default -> name + "+0";
        };
    }

    /** Whether the value in a line is already the key. */
    static boolean inLine(Column column, KeyWord word) {
        return switch (ColumnKind.of(column)) {
            case ENUM, SET, BIT -> !word.integer();
            case SCALED_FLOAT -> false;
            default -> !ColumnKind.zerofill(column.type());
        };
    }

    /**
     * A TIMESTAMP in UTC. Shifting it by the session's time zone would be ambiguous for the hour that summer time repeats;
     * UNIX_TIMESTAMP of a column gives what is stored.
     */
    private static String utc(String name) {
        return "IF(" + name + "=0,'0000-00-00 00:00:00',TIMESTAMPADD(MICROSECOND,UNIX_TIMESTAMP(" + name
                + ")*1000000,'1970-01-01 00:00:00'))";
    }

    /**
     * A user's expression in a column's place. Its text has the session's charset; the target takes the bytes as they are, so
     * they must be in the column's.
     */
    static String inPlaceOf(Column column, String expression) {
        return switch (ColumnKind.of(column)) {
            case TEXT, ENUM, SET -> "CONVERT((" + expression + "\n) USING " + charset(column) + ")";
            case JSON -> "CONVERT((" + expression + "\n) USING utf8mb4)";
            default -> "(" + expression + "\n)";
        };
    }

    private static String charset(Column column) {
        return column.type().charset().orElse("utf8mb4");
    }
}
