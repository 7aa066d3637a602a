package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A row of {@code information_schema.TABLES} that is a table; an empty {@code engine} means that it cannot be opened. */
record TableRow(String name, String engine, long rows, long bytes, String comment, Map<String, String> properties) {
    private static final String SQL =
            """
            SELECT table_name, table_type, engine, row_format, table_rows, data_length, create_options,
                   table_collation, table_comment
              FROM information_schema.tables
             WHERE table_schema = DATABASE()
               AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')""";

    /** Engines whose rows live elsewhere: in other tables, or on other servers. */
    private static final Set<String> BORROWING = Set.of("MRG_MYISAM", "FEDERATED", "CONNECT", "SPIDER");

    static Map<String, TableRow> read(Connection connection) throws SQLException {
        Map<String, TableRow> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            while (row.next()) {
                if (!row.getString("table_name").startsWith(MySqlCatalogReader.RESERVED)) {
                    tables.put(row.getString("table_name"), of(row));
                }
            }
        }
        return tables;
    }

    private static TableRow of(ResultSet row) throws SQLException {
        Map<String, String> properties = new LinkedHashMap<>();
        putIfThere(properties, TableProperties.ENGINE, row.getString("engine"));
        putIfThere(properties, TableProperties.ROW_FORMAT, row.getString("row_format"));
        putIfThere(properties, TableProperties.COLLATION, row.getString("table_collation"));
        if (text(row, "create_options").contains("partitioned")) {
            properties.put(TableProperties.PARTITIONED, "yes");
        }
        if (row.getString("table_type").equals("SYSTEM VERSIONED")) {
            properties.put(TableProperties.VERSIONED, "yes");
        }
        return new TableRow(
                row.getString("table_name"),
                text(row, "engine"),
                estimate(row, "table_rows"),
                estimate(row, "data_length"),
                text(row, "table_comment"),
                properties);
    }

    private static void putIfThere(Map<String, String> properties, String name, String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    private static long estimate(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? -1 : value;
    }

    Table table(List<Column> columns, List<Key> keys) {
        Table.Kind kind = readable() && !borrowing() ? Table.Kind.BASE : Table.Kind.OTHER;
        return new Table(TableName.of(name), kind, columns, keys, rows, bytes, properties);
    }

    /** What a user should know of the table before it is sliced. */
    Optional<String> notice() {
        if (!readable()) {
            return Optional.of("Table " + name + " cannot be opened, so it is not sliced. The server says: " + comment);
        }
        if (borrowing()) {
            return Optional.of("Table " + name + " has no rows of its own (engine " + engine + "): it is not sliced.");
        }
        if (properties.containsKey(TableProperties.VERSIONED)) {
            return Optional.of(
                    "Table " + name + " is system-versioned: its rows of today are sliced, its history is not.");
        }
        return Optional.empty();
    }

    private boolean readable() {
        return !engine.isEmpty();
    }

    private boolean borrowing() {
        return BORROWING.contains(engine.toUpperCase(java.util.Locale.ROOT));
    }
}
