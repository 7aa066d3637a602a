package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Column.Generation;
import io.tranche.catalog.ColumnType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code information_schema.COLUMNS}. */
final class ColumnRows {
    private static final String SQL =
            """
            SELECT table_name, column_name, ordinal_position, column_default, is_nullable, data_type, column_type,
                   character_set_name, collation_name, extra, generation_expression
              FROM information_schema.columns
             WHERE table_schema = DATABASE()""";

    private final ServerFacts server;
    private final Map<String, List<Column>> columns = new HashMap<>();
    private final Map<String, String> rowEnds = new HashMap<>();

    private ColumnRows(ServerFacts server) {
        this.server = server;
    }

    static ColumnRows read(Connection connection, ServerFacts server) throws SQLException {
        ColumnRows found = new ColumnRows(server);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            while (row.next()) {
                found.add(row);
            }
        }
        found.columns.values().forEach(list -> list.sort(Comparator.comparingInt(Column::position)));
        return found;
    }

    /** A table's (or view's) columns in their order. */
    List<Column> of(String table) {
        return columns.getOrDefault(table, List.of());
    }

    /** The visible column that says until when a row of a system-versioned table held. */
    Optional<String> rowEnd(String table) {
        return Optional.ofNullable(rowEnds.get(table));
    }

    private void add(ResultSet row) throws SQLException {
        String table = row.getString("table_name");
        columns.computeIfAbsent(table, name -> new ArrayList<>()).add(column(row));
        if (server.mariaDb() && "ROW END".equals(row.getString("generation_expression"))) {
            rowEnds.put(table, row.getString("column_name"));
        }
    }

    private Column column(ResultSet row) throws SQLException {
        String extra = row.getString("extra").toLowerCase(Locale.ROOT);
        ColumnType type = new ColumnType(
                row.getString("data_type").toLowerCase(Locale.ROOT),
                row.getString("column_type"),
                Optional.ofNullable(row.getString("character_set_name")),
                Optional.ofNullable(row.getString("collation_name")));
        return new Column(
                row.getString("column_name"),
                row.getInt("ordinal_position"),
                type,
                row.getString("is_nullable").equals("YES"),
                generation(extra),
                extra.contains("auto_increment"),
                extra.contains("invisible"),
                defaultOf(Optional.ofNullable(row.getString("column_default")), type, extra));
    }

    /** ROW START and ROW END of MariaDB's versioned tables are stored generated columns too. */
    private static Generation generation(String extra) {
        if (extra.contains("virtual generated")) {
            return Generation.VIRTUAL;
        }
        return extra.contains("stored generated") ? Generation.STORED : Generation.NONE;
    }

    /**
     * The default as SQL. MariaDB writes it so, and {@code NULL} for a default of NULL; MySQL writes a literal without its
     * quotes, and an expression where {@code extra} says so.
     */
    private Optional<String> defaultOf(Optional<String> shown, ColumnType type, String extra) {
        if (server.mariaDb()) {
            return shown.filter(text -> !text.equals("NULL"));
        }
        boolean sql = extra.contains("default_generated") || type.name().equals("bit");
        return shown.map(text -> sql ? text : "'" + text.replace("\\", "\\\\").replace("'", "''") + "'");
    }
}
