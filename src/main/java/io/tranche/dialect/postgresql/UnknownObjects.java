package io.tranche.dialect.postgresql;

/** Sorts of objects that are not recreated; the user is told of each. */
final class UnknownObjects {
    static final String QUERY =
            """
            SELECT 'base type', n.nspname || '.' || t.typname FROM pg_catalog.pg_type t
            JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype IN ('b', 'p') AND t.typcategory <> 'A' AND %1$s AND %2$s
            UNION ALL
            SELECT 'language', l.lanname FROM pg_catalog.pg_language l WHERE l.oid >= 16384 AND %3$s
            UNION ALL
            SELECT 'access method', m.amname FROM pg_catalog.pg_am m WHERE m.oid >= 16384 AND %4$s
            UNION ALL
            SELECT 'transform for', format_type(f.trftype, NULL) FROM pg_catalog.pg_transform f WHERE %5$s
            ORDER BY 1, 2"""
                    .formatted(
                            ObjectQuery.USERS,
                            ObjectQuery.notOfAnother("pg_type", "t.oid"),
                            ObjectQuery.notOfAnother("pg_language", "l.oid"),
                            ObjectQuery.notOfAnother("pg_am", "m.oid"),
                            ObjectQuery.notOfAnother("pg_transform", "f.oid"));

    private UnknownObjects() {}
}
