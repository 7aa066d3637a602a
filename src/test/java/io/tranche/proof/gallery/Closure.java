package io.tranche.proof.gallery;

import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a slice of a gallery must hold, computed by the server with plain joins over its declared foreign keys and the virtual
 * ones that are given. Every table tells its rows apart by {@code row_no}; rules choose the even ones of tables named
 * {@code child…}.
 */
final class Closure {
    /** SQL of the rule of every {@code child…} table. */
    static final String RULE = "row_no % 2 = 0";

    private final Statement statement;
    private final List<Pointer> pointers = new ArrayList<>();
    private final Map<String, Set<Long>> rows = new TreeMap<>();

    /** A reference. */
    record Pointer(String child, List<String> columns, String parent, List<String> parentColumns) {
        /** {@code child.a → parent.b} */
        static Pointer of(String text) {
            String[] ends = text.split(" → ");
            String[] child = ends[0].split("\\.");
            String[] parent = ends[1].split("\\.");
            return new Pointer(child[0], List.of(child[1]), parent[0], List.of(parent[1]));
        }
    }

    private Closure(Statement statement) {
        this.statement = statement;
    }

    /** The {@code row_no}s of each table. */
    static Map<String, Set<Long>> of(TestServer server, String database, List<Pointer> virtual) throws SQLException {
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement()) {
            // else a value like 2024-02-31 equals nothing, once the optimiser has made a constant of it
            statement.execute("SET sql_mode = CONCAT(@@sql_mode, ',ALLOW_INVALID_DATES')");
            Closure closure = new Closure(statement);
            closure.pointers.addAll(virtual);
            closure.readDeclared();
            closure.choose();
            while (closure.follow()) {
                continue;
            }
            return closure.rows;
        }
    }

    private void readDeclared() throws SQLException {
        String query =
                """
                SELECT table_name, constraint_name, column_name, referenced_table_name, referenced_column_name
                  FROM information_schema.key_column_usage
                 WHERE table_schema = DATABASE() AND referenced_table_schema = DATABASE()
                 ORDER BY table_name, constraint_name, ordinal_position""";
        Map<String, Pointer> byName = new TreeMap<>();
        try (ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                String child = found.getString(1);
                String parent = found.getString(4);
                Pointer pointer = byName.computeIfAbsent(
                        child + " " + found.getString(2),
                        name -> new Pointer(child, new ArrayList<>(), parent, new ArrayList<>()));
                pointer.columns().add(found.getString(3));
                pointer.parentColumns().add(found.getString(5));
            }
        }
        pointers.addAll(byName.values());
    }

    private void choose() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                        + " AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        for (String table : tables) {
            rows.put(table, new TreeSet<>());
            if (table.startsWith("child")) {
                rows.get(table).addAll(numbers("SELECT row_no FROM " + quote(table) + " WHERE " + RULE));
            }
        }
    }

    private boolean follow() throws SQLException {
        boolean grew = false;
        for (Pointer pointer : pointers) {
            Set<Long> children = rows.get(pointer.child());
            if (!children.isEmpty()) {
                grew |= rows.get(pointer.parent()).addAll(numbers(parents(pointer, children)));
            }
        }
        return grew;
    }

    private static String parents(Pointer pointer, Set<Long> children) {
        StringBuilder query = new StringBuilder("SELECT p.row_no FROM " + quote(pointer.child()) + " c JOIN "
                + quote(pointer.parent()) + " p ON 1 = 1");
        for (int i = 0; i < pointer.columns().size(); i++) {
            query.append(" AND c.")
                    .append(quote(pointer.columns().get(i)))
                    .append(" = p.")
                    .append(quote(pointer.parentColumns().get(i)));
        }
        return query + " WHERE c.row_no IN ("
                + children.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    private Set<Long> numbers(String query) throws SQLException {
        Set<Long> numbers = new TreeSet<>();
        try (ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                numbers.add(found.getLong(1));
            }
        }
        return numbers;
    }

    static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
