package io.tranche.proof.gallery;

import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads rows such that two texts are equal only if every value is, in its bytes too; invisible columns are among them. */
record ExactRows(TestServer server, String database) {
    /** Sorted texts of the rows with these numbers. */
    List<String> of(String table, Set<Long> numbers) throws SQLException {
        return read(
                table,
                numbers.isEmpty()
                        ? " WHERE 1 = 0"
                        : " WHERE row_no IN ("
                                + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")");
    }

    List<String> all(String table) throws SQLException {
        return read(table, "");
    }

    private List<String> read(String table, String where) throws SQLException {
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            String query = columns(statement, table).entrySet().stream()
                    .map(column -> exactly(Closure.quote(column.getKey()), column.getValue()))
                    .collect(Collectors.joining(", ", "SELECT CONCAT_WS('|', ", ")"));
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(query + " FROM " + Closure.quote(table) + where)) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            texts.sort(null);
            return texts;
        }
    }

    private static Map<String, String> columns(Statement statement, String table) throws SQLException {
        Map<String, String> types = new TreeMap<>();
        String query =
                """
                SELECT column_name, column_type FROM information_schema.columns
                 WHERE table_schema = DATABASE() AND table_name = '%s'"""
                        .formatted(table.replace("\\", "\\\\").replace("'", "''"));
        try (ResultSet columns = statement.executeQuery(query)) {
            while (columns.next()) {
                types.put(columns.getString(1), columns.getString(2).toLowerCase(Locale.ROOT));
            }
        }
        return types;
    }

    private static String exactly(String column, String type) {
        return "IFNULL(" + text(column, type) + ", 'NULL')";
    }

    private static String text(String column, String type) {
        if (type.startsWith("float")) {
            return "CONCAT(" + column + " * 1e0)";
        }
        if (type.contains("blob") || type.contains("binary") && type.length() > 12) {
            return "CONCAT(LENGTH(" + column + "), ' ', IF(LENGTH(" + column + ") < 100, HEX(" + column + "), SHA2("
                    + column + ", 256)))";
        }
        if (type.startsWith("enum") || type.startsWith("set")) {
            return "CONCAT(" + column + " + 0, ' ', HEX(" + column + "))";
        }
        boolean isNumberOrMoment = type.matches(
                "(tinyint|smallint|mediumint|int|bigint|decimal|double|year|date|time|datetime|timestamp|json|uuid|inet[46])\\b.*");
        return isNumberOrMoment ? "CONCAT(" + column + ")" : "HEX(" + column + ")";
    }
}
