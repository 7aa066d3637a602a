package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL of values as a target gives them back once they are stored. Stateless. */
final class Compared {
    private static final Pattern SIZE = Pattern.compile("\\([0-9, ]+\\)");

    private Compared() {}

    static Optional<String> sql(TableName table, Column column, Column stored, Optional<String> mask) {
        if (ColumnKind.of(stored) == ColumnKind.JSON) {
            // parsing drops what a copy cannot keep: that a number was a DECIMAL, with its zeros
            String text = mask.orElseGet(() -> Names.quote(table, column));
            return Optional.of("CAST(CONVERT((" + text + "\n) USING utf8mb4) AS JSON)");
        }
        return mask.map(sql -> cast(stored, "(" + sql + "\n)"));
    }

    private static String cast(Column stored, String sql) {
        return switch (ColumnKind.of(stored)) {
            case INTEGER, YEAR -> "CAST(" + sql + " AS SIGNED)";
            case UNSIGNED_BIGINT -> "CAST(" + sql + " AS UNSIGNED)";
            case DECIMAL -> "CAST(" + sql + " AS DECIMAL" + size(stored) + ")";
            case DATE -> "CAST(" + sql + " AS DATE)";
            case TIME -> "CAST(" + sql + " AS TIME" + size(stored) + ")";
            case DATETIME, TIMESTAMP -> "CAST(" + sql + " AS DATETIME" + size(stored) + ")";
            case DOUBLE, FLOAT -> sql + "*1e0";
            case TEXT -> stored.type().name().equals("char") ? "TRIM(TRAILING ' ' FROM " + sql + ")" : sql;
            case BIT, SCALED_FLOAT, BINARY, ENUM, SET, JSON, GEOMETRY, UUID, INET6, INET4 -> sql;
        };
    }

    private static String size(Column column) {
        Matcher size = SIZE.matcher(column.type().full());
        return size.find() ? size.group() : "";
    }
}
