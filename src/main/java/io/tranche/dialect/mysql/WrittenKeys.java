package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import io.tranche.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Keys as a user writes them in a rule. */
final class WrittenKeys {
    private static final KeyWord TEXT = new KeyWord(KeyWord.Sort.TEXT, "utf8mb4", "");

    private WrittenKeys() {}

    static String in(TableName table, List<Column> key, List<List<String>> values) {
        if (values.isEmpty()) {
            return "1 = 0";
        }
        return values.stream().map(row -> equal(table, key, row)).collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String equal(TableName table, List<Column> key, List<String> row) {
        if (row.size() != key.size()) {
            throw new Refusal(
                    table.toString(),
                    "A key under keys has " + row.size() + " values, but the table's key has " + key.size()
                            + " columns.",
                    "Write one value for each of "
                            + key.stream().map(Column::name).collect(Collectors.joining(", ")) + ".");
        }
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            conditions.add(Names.quote(table, key.get(i)) + " = " + literal(table, key.get(i), row.get(i)));
        }
        return String.join(" AND ", conditions);
    }

    private static String literal(TableName table, Column column, String value) {
        return switch (ColumnKind.of(column)) {
            case INTEGER, UNSIGNED_BIGINT, BIT -> matching(table, column, value, "[-+]?\\d+", "an integer");
            case DECIMAL -> matching(table, column, value, "[-+]?(\\d+\\.?\\d*|\\.\\d+)", "a number");
            case FLOAT, SCALED_FLOAT, DOUBLE ->
                matching(table, column, value, "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?", "a number")
                        + (value.matches(".*[eE].*") ? "" : "e0");
            case BINARY -> value.matches("0[xX]([0-9a-fA-F]{2})*") ? hex(bytes(value)) : hex(utf8(value));
            case YEAR, DATE, TIME, DATETIME, TIMESTAMP, TEXT, ENUM, SET, JSON, GEOMETRY, UUID, INET6, INET4 ->
                text(value);
        };
    }

    private static String matching(TableName table, Column column, String value, String pattern, String what) {
        if (!value.matches(pattern)) {
            throw new Refusal(
                    table + "." + column.name(), "The key \"" + value + "\" under keys is not " + what + ".", "");
        }
        return value;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.substring(2));
    }

    private static byte[] utf8(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] value) {
        StringBuilder sql = new StringBuilder();
        Literals.hex(sql, value);
        return sql.toString();
    }

    private static String text(String value) {
        StringBuilder sql = new StringBuilder();
        Literals.text(sql, utf8(value), TEXT);
        return sql.toString();
    }
}
