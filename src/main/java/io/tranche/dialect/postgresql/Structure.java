package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files hold tables, and their columns: what TRUNCATE, DROP, ALTER and RENAME change.
 *
 * @param tables the planned ones
 * @param traces by table, those of itself, its partitions and heirs
 */
record Structure(List<TableName> tables, Map<TableName, Set<String>> traces) {
    static final Structure NONE = new Structure(List.of(), Map.of());

    private static final String TRACES =
            """
            WITH RECURSIVE family(root, member) AS (
              SELECT c.oid, c.oid FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p')
              UNION
              SELECT f.root, i.inhrelid FROM family f JOIN pg_catalog.pg_inherits i ON i.inhparent = f.member)
            SELECT n.nspname, r.relname, pg_catalog.concat_ws(' ', m.oid, m.relfilenode,
              (SELECT pg_catalog.string_agg(a.attname || ' ' || a.atttypid, ',' ORDER BY a.attnum)
               FROM pg_catalog.pg_attribute a WHERE a.attrelid = m.oid AND a.attnum > 0 AND NOT a.attisdropped))
            FROM family f
            JOIN pg_catalog.pg_class r ON r.oid = f.root
            JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
            JOIN pg_catalog.pg_class m ON m.oid = f.member
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')""";

    static Structure of(List<TableName> tables, Connection connection) {
        if (tables.isEmpty()) {
            return NONE;
        }
        Set<TableName> wanted = new HashSet<>(tables);
        Map<TableName, Set<String>> traces = new HashMap<>();
        for (List<String> row : Rows.of(connection, TRACES)) {
            TableName table = new TableName(row.get(0), row.get(1));
            if (wanted.contains(table)) {
                traces.computeIfAbsent(table, name -> new HashSet<>()).add(row.get(2));
            }
        }
        return new Structure(tables, traces);
    }

    /** Tables that have lost a trace since. Partitions that have come are newer than the moment, and not of it. */
    List<TableName> changed(Connection connection) {
        Structure now = of(tables, connection);
        List<TableName> changed = new ArrayList<>();
        for (TableName table : tables) {
            Set<String> before = traces.getOrDefault(table, Set.of());
            if (!now.traces.getOrDefault(table, Set.of()).containsAll(before)) {
                changed.add(table);
            }
        }
        return changed;
    }
}
