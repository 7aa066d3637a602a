package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.RowStatements;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statements in ASCII alone: what is more than that is hexadecimal, so that no client's charset touches it. */
final class MySqlRowStatements implements RowStatements {
    /** Their texts look like other texts in ASCII. */
    private static final Set<String> WIDE = Set.of("ucs2", "utf16", "utf16le", "utf32");

    @Override
    public byte[] begin() {
        return bytes("SET NAMES utf8mb4;\nSET SESSION sql_mode = '" + TargetConnection.STRICT
                + "', time_zone = '+00:00', foreign_key_checks = 0;\nSTART TRANSACTION;\n");
    }

    @Override
    public byte[] commit() {
        return bytes("COMMIT;\n");
    }

    @Override
    public boolean disregardForeignKeys() {
        return true;
    }

    @Override
    public byte[] foreignKeys(List<String> statements) {
        return bytes(String.join(";\n", statements) + ";\n");
    }

    @Override
    public byte[] insert(Table table, List<Column> columns, List<byte[]> values) {
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            literals.add(literal(columns.get(i), values.get(i)));
        }
        return bytes("INSERT INTO " + Names.quote(table.name()) + " (" + Names.list(columns) + ") VALUES ("
                + String.join(", ", literals) + ");\n");
    }

    @Override
    public byte[] update(
            Table table, List<Column> columns, List<byte[]> values, List<Column> keyColumns, List<byte[]> key) {
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            settings.add(Names.quote(columns.get(i).name()) + " = " + literal(columns.get(i), values.get(i)));
        }
        return bytes("UPDATE " + Names.quote(table.name()) + " SET " + String.join(", ", settings)
                + where(keyColumns, key) + ";\n");
    }

    @Override
    public byte[] delete(Table table, List<Column> keyColumns, List<byte[]> key) {
        return bytes("DELETE FROM " + Names.quote(table.name()) + where(keyColumns, key) + ";\n");
    }

    private static String where(List<Column> keyColumns, List<byte[]> key) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < keyColumns.size(); i++) {
            Column column = keyColumns.get(i);
            conditions.add(Names.quote(column.name()) + " = " + literal(column, key.get(i)));
        }
        return " WHERE " + String.join(" AND ", conditions);
    }

    private static String literal(Column column, byte[] value) {
        if (value == null) {
            return "NULL";
        }
        StringBuilder sql = new StringBuilder();
        switch (ColumnKind.of(column)) {
            case TEXT, ENUM, SET -> text(sql, value, Charsets.of(column));
            case JSON -> {
                sql.append("CONVERT(");
                text(sql, value, "utf8mb4");
                sql.append(" USING utf8mb4)");
            }
            case BIT, BINARY, GEOMETRY -> Literals.hex(sql, value);
            case INTEGER,
                    UNSIGNED_BIGINT,
                    YEAR,
                    DECIMAL,
                    FLOAT,
                    SCALED_FLOAT,
                    DOUBLE,
                    DATE,
                    TIME,
                    DATETIME,
                    TIMESTAMP,
                    UUID,
                    INET6,
                    INET4 -> Literals.value(sql, value, KeyWord.of(column));
        }
        return sql.toString();
    }

    private static void text(StringBuilder sql, byte[] value, String charset) {
        if (!WIDE.contains(charset) && isPlain(value)) {
            sql.append('\'')
                    .append(new String(value, StandardCharsets.US_ASCII))
                    .append('\'');
        } else {
            sql.append('_').append(charset).append(' ');
            Literals.hex(sql, value);
        }
    }

    private static boolean isPlain(byte[] value) {
        for (byte b : value) {
            if (b < ' ' || b > '~' || b == '\'' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
