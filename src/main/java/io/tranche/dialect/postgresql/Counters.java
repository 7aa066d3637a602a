package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Moves sequences past what was loaded: those that columns own, identities among them, and those that columns' defaults merely
 * name. They never move backwards.
 */
record Counters(PostgreSqlSession session) {
    private static final String SEQUENCES =
            """
            SELECT DISTINCT n.nspname, c.relname, a.attname, sn.nspname, s.relname, q.seqincrement > 0
            FROM pg_catalog.pg_class s
            JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
            JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
            JOIN (
              SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS attnum
              FROM pg_catalog.pg_depend d
              WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0
                AND d.deptype IN ('a', 'i')
              UNION
              SELECT d.refobjid, f.adrelid, f.adnum
              FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attrdef f ON f.oid = d.objid
              WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            ) AS used ON used.sequence = s.oid
            JOIN pg_catalog.pg_class c ON c.oid = used.relation
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = used.attnum
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
            WHERE s.relkind = 'S' AND coalesce(b.typcategory, t.typcategory) = 'N'
            ORDER BY 1, 2, 3""";

    void advance(Collection<TableName> tables) {
        Set<TableName> wanted = new HashSet<>(tables);
        for (List<String> row : session.rows(SEQUENCES)) {
            TableName table = new TableName(row.get(0), row.get(1));
            if (wanted.contains(table)) {
                advance(
                        table,
                        row.get(2),
                        new TableName(row.get(3), row.get(4)),
                        row.get(5).equals("t"));
            }
        }
    }

    /** The whole table with what inherits from it: an heir's rows count with the same sequence. */
    private void advance(TableName table, String column, TableName sequence, boolean upwards) {
        String quoted = Quoting.table(sequence);
        session.rows(
                """
                SELECT pg_catalog.setval(%1$s::pg_catalog.regclass, m.v)
                FROM (SELECT %2$s(%3$s)::pg_catalog.int8 AS v FROM %4$s) m, %5$s s, pg_catalog.pg_sequence q
                WHERE q.seqrelid = %1$s::pg_catalog.regclass AND m.v BETWEEN q.seqmin AND q.seqmax
                  AND (m.v %6$s s.last_value OR m.v = s.last_value AND NOT s.is_called)"""
                        .formatted(
                                Quoting.literal(quoted),
                                upwards ? "max" : "min",
                                Quoting.identifier(column),
                                Quoting.table(table),
                                quoted,
                                upwards ? ">" : "<"));
    }
}
