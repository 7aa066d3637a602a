package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.RowStatements;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Statements in UTF-8; values are literals of unknown type, which take the columns' types as COPY's fields do. */
final class PostgreSqlRowStatements implements RowStatements {
    @Override
    public byte[] begin() {
        return bytes("BEGIN;\n" + SessionSettings.script());
    }

    @Override
    public byte[] commit() {
        return bytes("COMMIT;\n");
    }

    @Override
    public boolean disregardForeignKeys() {
        return false;
    }

    /** A table whose deferred constraints are still to be checked cannot be altered. */
    @Override
    public byte[] foreignKeys(List<String> statements) {
        return bytes("SET CONSTRAINTS ALL IMMEDIATE;\n" + String.join(";\n", statements) + ";\n");
    }

    @Override
    public byte[] insert(Table table, List<Column> columns, List<byte[]> values) {
        String names = columns.stream()
                .map(column -> Quoting.identifier(column.name()))
                .collect(Collectors.joining(", "));
        String literals = values.stream().map(PostgreSqlRowStatements::literal).collect(Collectors.joining(", "));
        return bytes("INSERT INTO " + Quoting.table(table.name()) + " (" + names + ") OVERRIDING SYSTEM VALUE VALUES ("
                + literals + ");\n");
    }

    /** An identity that is always generated cannot be set to what it is: the key is left out. */
    @Override
    public byte[] update(
            Table table, List<Column> columns, List<byte[]> values, List<Column> keyColumns, List<byte[]> key) {
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!keyColumns.contains(columns.get(i))) {
                settings.add(Quoting.identifier(columns.get(i).name()) + " = " + literal(values.get(i)));
            }
        }
        return bytes("UPDATE " + Quoting.from(table) + " SET " + String.join(", ", settings) + where(keyColumns, key)
                + ";\n");
    }

    @Override
    public byte[] delete(Table table, List<Column> keyColumns, List<byte[]> key) {
        return bytes("DELETE FROM " + Quoting.from(table) + where(keyColumns, key) + ";\n");
    }

    private static String where(List<Column> keyColumns, List<byte[]> key) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < keyColumns.size(); i++) {
            conditions.add(Quoting.identifier(keyColumns.get(i).name()) + " = " + literal(key.get(i)));
        }
        return " WHERE " + String.join(" AND ", conditions);
    }

    private static String literal(byte[] value) {
        return value == null ? "NULL" : Quoting.literal(new String(value, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
