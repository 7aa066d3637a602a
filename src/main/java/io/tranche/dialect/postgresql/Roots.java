package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The root of each partition, by name. */
record Roots(Map<TableName, TableName> byPartition) {
    private static final String QUERY =
            """
            WITH RECURSIVE member(root, oid) AS (
              SELECT c.oid, i.inhrelid FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_inherits i ON i.inhparent = c.oid
              WHERE c.relkind = 'p' AND NOT c.relispartition
              UNION ALL
              SELECT m.root, i.inhrelid FROM member m JOIN pg_catalog.pg_inherits i ON i.inhparent = m.oid
            )
            SELECT pn.nspname, p.relname, rn.nspname, r.relname
            FROM member m
            JOIN pg_catalog.pg_class p ON p.oid = m.oid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
            JOIN pg_catalog.pg_class r ON r.oid = m.root JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace""";

    static Roots of(Connection connection) {
        Map<TableName, TableName> roots = new HashMap<>();
        for (List<String> row : Rows.of(connection, QUERY)) {
            roots.put(new TableName(row.get(0), row.get(1)), new TableName(row.get(2), row.get(3)));
        }
        return new Roots(roots);
    }

    /** The table's root, or the table itself. */
    TableName of(TableName table) {
        return byPartition.getOrDefault(table, table);
    }
}
