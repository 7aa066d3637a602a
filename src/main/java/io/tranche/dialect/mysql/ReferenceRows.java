package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of {@code information_schema.KEY_COLUMN_USAGE} that belong to foreign keys. */
final class ReferenceRows {
    private static final String SQL =
            """
            SELECT table_name, constraint_name, ordinal_position, column_name,
                   referenced_table_schema, referenced_table_name, referenced_column_name
              FROM information_schema.key_column_usage
             WHERE table_schema = DATABASE()
               AND referenced_table_name IS NOT NULL""";

    private final ServerFacts server;
    private final Map<TableName, Table> tables;

    private record Constraint(String child, String name) implements Comparable<Constraint> {
        @Override
        public int compareTo(Constraint other) {
            int byChild = child.compareTo(other.child);
            return byChild != 0 ? byChild : name.compareTo(other.name);
        }
    }

    private record Pair(int position, String child, String schema, String table, String parent) {}

    /** @param tables of the connected database */
    ReferenceRows(ServerFacts server, Map<TableName, Table> tables) {
        this.server = server;
        this.tables = tables;
    }

    /** @return the references of {@code tables}, in the order of child and name */
    List<Reference> read(Connection connection) throws SQLException {
        Map<Constraint, List<Pair>> found = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            while (row.next()) {
                found.computeIfAbsent(
                                new Constraint(row.getString("table_name"), row.getString("constraint_name")),
                                constraint -> new ArrayList<>())
                        .add(pair(row));
            }
        }
        List<Reference> references = new ArrayList<>();
        found.forEach((constraint, pairs) -> child(constraint.child())
                .map(child -> reference(constraint.name(), child, pairs))
                .ifPresent(references::add));
        return references;
    }

    private static Pair pair(ResultSet row) throws SQLException {
        return new Pair(
                row.getInt("ordinal_position"),
                row.getString("column_name"),
                row.getString("referenced_table_schema"),
                row.getString("referenced_table_name"),
                row.getString("referenced_column_name"));
    }

    private Optional<Table> child(String name) {
        return Optional.ofNullable(tables.get(TableName.of(name)));
    }

    private Reference reference(String name, Table child, List<Pair> pairs) {
        pairs.sort(Comparator.comparingInt(Pair::position));
        TableName parent = parent(pairs.get(0));
        Optional<Table> parentTable = Optional.ofNullable(tables.get(parent));
        return new Reference(
                name,
                child.name(),
                pairs.stream().map(pair -> spelled(child, pair.child())).toList(),
                parent,
                pairs.stream()
                        .map(pair -> parentTable
                                .map(table -> spelled(table, pair.parent()))
                                .orElse(pair.parent()))
                        .toList(),
                Reference.Origin.DECLARED,
                Optional.empty());
    }

    /** Servers that fold names show referenced tables in lower case, whatever case the table itself has. */
    private TableName parent(Pair pair) {
        if (!server.same(pair.schema(), server.database())) {
            return new TableName(pair.schema(), pair.table());
        }
        TableName written = TableName.of(pair.table());
        if (tables.containsKey(written)) {
            return written;
        }
        return tables.keySet().stream()
                .filter(table -> server.same(table.name(), pair.table()))
                .findFirst()
                .orElse(written);
    }

    /** Columns are shown as the constraint's author wrote them, which may differ in case from the table. */
    private static String spelled(Table table, String column) {
        return table.column(column).map(Column::name).orElse(column);
    }
}
