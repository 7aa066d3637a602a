package io.tranche.dialect.mysql;

import io.tranche.catalog.Key;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of {@code information_schema.STATISTICS}. */
final class KeyRows {
    /** Full-text, spatial and vector indexes find no row by its value, so that nothing can refer to them. */
    private static final String SQL =
            """
            SELECT table_name, index_name, non_unique, seq_in_index, column_name, sub_part
              FROM information_schema.statistics
             WHERE table_schema = DATABASE()
               AND index_type NOT IN ('FULLTEXT', 'SPATIAL', 'RTREE', 'VECTOR')""";

    private static final Comparator<Key> PRIMARY_FIRST = Comparator.comparing(Key::kind);

    /** @param column null for an expression */
    private record Part(int position, String column, boolean whole) {}

    private record Index(String name, boolean unique, List<Part> parts) {
        Key key() {
            parts.sort(Comparator.comparingInt(Part::position));
            List<String> columns = parts.stream()
                    .map(Part::column)
                    .filter(java.util.Objects::nonNull)
                    .toList();
            return new Key(name, kind(), columns, parts.stream().allMatch(Part::whole));
        }

        private Key.Kind kind() {
            if (name.equals("PRIMARY")) {
                return Key.Kind.PRIMARY;
            }
            return unique ? Key.Kind.UNIQUE : Key.Kind.INDEX;
        }
    }

    private KeyRows() {}

    /** @return keys by the table's name: the primary key, then unique ones, then others, each kind by name */
    static Map<String, List<Key>> read(Connection connection) throws SQLException {
        Map<String, Map<String, Index>> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            while (row.next()) {
                boolean unique = row.getInt("non_unique") == 0;
                found.computeIfAbsent(row.getString("table_name"), table -> new TreeMap<>())
                        .computeIfAbsent(
                                row.getString("index_name"), name -> new Index(name, unique, new ArrayList<>()))
                        .parts()
                        .add(part(row));
            }
        }
        Map<String, List<Key>> keys = new HashMap<>();
        found.forEach((table, indexes) -> keys.put(
                table,
                indexes.values().stream().map(Index::key).sorted(PRIMARY_FIRST).toList()));
        return keys;
    }

    private static Part part(ResultSet row) throws SQLException {
        String column = row.getString("column_name");
        boolean whole = column != null && row.getString("sub_part") == null;
        return new Part(row.getInt("seq_in_index"), column, whole);
    }
}
