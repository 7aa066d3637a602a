package io.tranche.dialect.mysql;

import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What information_schema says of a database, but for what follows the rows, the clock, and the foreign keys. */
final class Fingerprint {
    private static final Set<String> CHANGING = Set.of(
            "auto_increment",
            "avg_row_length",
            "cardinality",
            "check_time",
            "checksum",
            "create_time",
            "created",
            "data_free",
            "data_length",
            "definer",
            "index_length",
            "last_altered",
            "last_executed",
            "max_data_length",
            "max_index_length",
            "table_rows",
            "update_time",
            "event_comment_time");

    /** Asked for row counts, MySQL 8.0.15 puts a complaint about the view before into a table's comment. */
    private static final String TABLES_WITHOUT_STATISTICS =
            "table_name, table_type, engine, row_format, table_collation, create_options, table_comment FROM ";

    private static final List<String> TABLES = List.of(
            TABLES_WITHOUT_STATISTICS + "tables where table_schema = DATABASE()",
            "columns where table_schema = DATABASE()",
            "statistics where table_schema = DATABASE()",
            "partitions where table_schema = DATABASE()",
            "views where table_schema = DATABASE()",
            "routines where routine_schema = DATABASE()",
            "parameters where specific_schema = DATABASE()",
            "triggers where trigger_schema = DATABASE()",
            "events where event_schema = DATABASE()",
            "table_constraints where table_schema = DATABASE() and constraint_type <> 'FOREIGN KEY'");

    private Fingerprint() {}

    /** One line a row, sorted. */
    static String of(TestServer server, String database) throws SQLException {
        TreeSet<String> lines = new TreeSet<>();
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet row = statement.executeQuery(query(table))) {
                    while (row.next()) {
                        lines.add(table.replaceAll("(.* FROM )?(\\w+) where.*", "$2") + line(row, database));
                    }
                }
            }
        }
        return String.join("\n", lines);
    }

    private static String query(String table) {
        return table.contains(" FROM ")
                ? "SELECT " + table.replace(" FROM ", " FROM information_schema.")
                : "SELECT * FROM information_schema." + table;
    }

    private static String line(ResultSet row, String database) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
            if (!CHANGING.contains(name)) {
                String value = plain(name, String.valueOf(row.getString(i)).replace("`" + database + "`.", ""));
                line.append(' ').append(name).append('=').append(value.equals(database) ? "(database)" : value);
            }
        }
        return line.toString();
    }

    /**
     * MySQL forgets that a default is an expression when it copies a table for ALTER (8.0.15), keeps a literal's character
     * set as first written though SHOW CREATE TABLE prints the table's, and writes joins with or without parentheses. The
     * dumps show none of it.
     */
    private static String plain(String column, String value) {
        return switch (column) {
            case "extra" -> value.replace("DEFAULT_GENERATED", "").strip();
            case "generation_expression" -> value.replaceAll("_[a-z0-9]+\\\\'", "\\\\'");
            case "view_definition" -> value.replace("(", "").replace(")", "");
            default -> value;
        };
    }

    /** The lines that only one of two fingerprints has: easier to read than both. */
    static String difference(String one, String other) {
        Set<String> ones = new TreeSet<>(Arrays.asList(one.split("\n")));
        Set<String> others = new TreeSet<>(Arrays.asList(other.split("\n")));
        StringBuilder text = new StringBuilder();
        ones.stream().filter(line -> !others.contains(line)).forEach(line -> text.append("- " + line + "\n"));
        others.stream().filter(line -> !ones.contains(line)).forEach(line -> text.append("+ " + line + "\n"));
        return text.toString();
    }
}
