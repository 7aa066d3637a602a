package io.tranche.proof.site;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.ColumnShape;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.TableShape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a table holds, read back exactly: by {@code row_no}, one text a row. Rows that are alike (in tables without a key)
 * share a number.
 */
public final class Contents {
    private final Databases databases;
    private final Case given;

    public Contents(Databases databases, Case given) {
        this.databases = databases;
        this.given = given;
    }

    /** The source's rows as the target must have them: masked, and with NULL where a reference was set to it. */
    public Map<Long, List<String>> expected(TableShape table) throws SQLException {
        Map<String, String> masks = given.rules().masks().getOrDefault(table.name(), Map.of());
        List<String> nulled = given.references().stream()
                .filter(reference -> reference.child().equals(table.name()))
                .filter(reference -> reference.treatment() == Ref.Treatment.SET_NULL)
                .flatMap(reference -> reference.childColumns().stream())
                .toList();
        List<String> columns = new ArrayList<>();
        for (ColumnShape column : table.columns()) {
            columns.add(nulled.contains(column.name()) ? "NULL" : exactly(column, masks.get(column.name())));
        }
        return read(databases.source(), table, columns);
    }

    public Map<Long, List<String>> found(TableShape table) throws SQLException {
        List<String> columns =
                table.columns().stream().map(column -> exactly(column, null)).toList();
        return read(databases.target(), table, columns);
    }

    private String exactly(ColumnShape column, String mask) {
        String quoted = databases.sql().quote(column.name());
        return column.kind().exactly(mask == null ? quoted : "(" + mask + ")");
    }

    private Map<Long, List<String>> read(String database, TableShape table, List<String> columns) throws SQLException {
        String query = "SELECT row_no, " + columns.stream().collect(Collectors.joining(", ")) + " FROM "
                + databases.sql().quote(table.name());
        Map<Long, List<String>> rows = new TreeMap<>();
        try (Connection connection = databases.server().connection(database);
                Statement statement = connection.createStatement()) {
            for (String start : databases.sql().session()) {
                statement.execute(start);
            }
            try (ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    rows.computeIfAbsent(result.getLong(1), unseen -> new ArrayList<>())
                            .add(text(result, columns.size()));
                }
            }
        }
        return rows;
    }

    private static String text(ResultSet result, int columns) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int column = 2; column <= columns + 1; column++) {
            String value = result.getString(column);
            text.append(value == null ? "NULL" : "'" + value + "'").append(' ');
        }
        return text.toString();
    }
}
