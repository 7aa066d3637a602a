package io.tranche.dialect.mysql;

import io.tranche.catalog.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table's foreign keys as {@code information_schema} has them: for names with backticks, which MariaDB's SHOW CREATE TABLE
 * (11.4.5) does not double, so that nobody can read what it prints.
 */
final class ForeignKeyRows {
    private static final String QUERY =
            """
            SELECT constraint_name, column_name, referenced_table_name, referenced_column_name,
                   NULLIF(referenced_table_schema, table_schema)
              FROM information_schema.key_column_usage
             WHERE table_schema = DATABASE() AND table_name = ? AND referenced_table_name IS NOT NULL
             ORDER BY constraint_name, ordinal_position""";

    private ForeignKeyRows() {}

    /** @param shown the same ones as the server prints them: their actions can be read, and no table of the server's tells those */
    static List<TableItem> of(DefinitionSession session, TableName table, List<TableItem> shown) {
        Map<String, List<List<String>>> rows = session.rows(QUERY, table.name()).stream()
                .collect(Collectors.groupingBy(row -> row.get(0), LinkedHashMap::new, Collectors.toList()));
        return rows.entrySet().stream()
                .map(key -> new TableItem(
                        TableItem.Kind.FOREIGN_KEY,
                        clause(key.getKey(), key.getValue()) + actions(key.getKey(), shown),
                        key.getKey(),
                        List.of()))
                .toList();
    }

    private static String clause(String name, List<List<String>> parts) {
        List<String> first = parts.get(0);
        String elsewhere = first.get(4) == null ? "" : Identifiers.quote(first.get(4)) + ".";
        return "CONSTRAINT " + Identifiers.quote(name) + " FOREIGN KEY (" + columns(parts, 1) + ") REFERENCES "
                + elsewhere + Identifiers.quote(first.get(2)) + " (" + columns(parts, 3) + ")";
    }

    private static String columns(List<List<String>> parts, int column) {
        return parts.stream().map(part -> Identifiers.quote(part.get(column))).collect(Collectors.joining(", "));
    }

    /** What stands behind the last name. */
    private static String actions(String name, List<TableItem> shown) {
        return shown.stream()
                .map(TableItem::text)
                .filter(text -> text.startsWith("CONSTRAINT `" + name + "` FOREIGN KEY (")
                        || text.startsWith("CONSTRAINT " + Identifiers.quote(name) + " FOREIGN KEY ("))
                .map(text -> text.substring(text.lastIndexOf("`)") + 2))
                .findFirst()
                .orElse("");
    }
}
