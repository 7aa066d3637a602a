package io.tranche.dialect.postgresql;

/** Sorts of objects that are not recreated; the user is told of each. */
final class UnknownObjects {
    static final String QUERY =
            """
            SELECT 'foreign table', n.nspname || '.' || c.relname FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'f' AND %1$s AND %2$s
            UNION ALL
            SELECT 'base type', n.nspname || '.' || t.typname FROM pg_catalog.pg_type t
            JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype IN ('b', 'p') AND t.typcategory <> 'A' AND %1$s AND %3$s
            UNION ALL
            SELECT 'operator class', n.nspname || '.' || o.opcname FROM pg_catalog.pg_opclass o
            JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace WHERE %1$s AND %4$s
            UNION ALL
            SELECT 'foreign server', s.srvname FROM pg_catalog.pg_foreign_server s
            UNION ALL
            SELECT 'publication', p.pubname FROM pg_catalog.pg_publication p
            UNION ALL
            SELECT 'language', l.lanname FROM pg_catalog.pg_language l WHERE l.oid >= 16384 AND %5$s
            ORDER BY 1, 2"""
                    .formatted(
                            ObjectQuery.USERS,
                            ObjectQuery.notOfAnother("pg_class", "c.oid"),
                            ObjectQuery.notOfAnother("pg_type", "t.oid"),
                            ObjectQuery.notOfAnother("pg_opclass", "o.oid"),
                            ObjectQuery.notOfAnother("pg_language", "l.oid"));

    private UnknownObjects() {}
}
