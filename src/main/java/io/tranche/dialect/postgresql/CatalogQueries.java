package io.tranche.dialect.postgresql;

/**
 * The catalog's queries, for the server's version. Each is asked once, whatever the number of tables. What belongs to an
 * extension is left out: CREATE EXTENSION brings it.
 */
record CatalogQueries(ServerFacts server) {
    /** Schemas of users; temporary ones, the server's own and Tranche's are not. */
    private static final String USERS = "n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'tranche')";

    private static final String NOT_OF_EXTENSION =
            """
            NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e \
            WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e')""";

    /** oid, schema, name, relkind, rows, bytes; partitions are left out, their rows and bytes are their root's. */
    String tables() {
        return """
                WITH RECURSIVE member(root, oid) AS (
                  SELECT c.oid, c.oid FROM pg_catalog.pg_class c WHERE c.relkind = 'p' AND NOT c.relispartition
                  UNION ALL
                  SELECT m.root, i.inhrelid FROM member m JOIN pg_catalog.pg_inherits i ON i.inhparent = m.oid
                ), part AS (
                  SELECT m.root, sum(greatest(p.reltuples, 0)) AS rows, sum(p.relpages::int8) AS pages,
                         bool_and(p.relkind <> 'r' OR p.relpages = 0 AND p.reltuples <= 0) AS unknown
                  FROM member m JOIN pg_catalog.pg_class p ON p.oid = m.oid GROUP BY m.root
                )
                SELECT c.oid, n.nspname, c.relname, c.relkind,
                       CASE WHEN c.relkind = 'p' THEN CASE WHEN part.unknown THEN -1 ELSE part.rows END
                            WHEN c.relkind = 'f' OR c.relpages = 0 AND c.reltuples <= 0 THEN -1
                            ELSE c.reltuples END::int8,
                       CASE WHEN c.relkind = 'f' THEN -1
                            ELSE coalesce(part.pages, c.relpages) * current_setting('block_size')::int8 END
                FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN part ON part.root = c.oid
                WHERE c.relkind IN ('r', 'p', 'f', 'm') AND NOT c.relispartition AND %s AND %s
                ORDER BY n.nspname, c.relname"""
                .formatted(USERS, NOT_OF_EXTENSION);
    }

    /** oid of the root, oid, quoted name, relkind of each partition at any depth. */
    String partitions() {
        return """
                WITH RECURSIVE member(root, oid) AS (
                  SELECT c.oid, i.inhrelid FROM pg_catalog.pg_class c
                  JOIN pg_catalog.pg_inherits i ON i.inhparent = c.oid
                  WHERE c.relkind = 'p' AND NOT c.relispartition
                  UNION ALL
                  SELECT m.root, i.inhrelid FROM member m JOIN pg_catalog.pg_inherits i ON i.inhparent = m.oid
                )
                SELECT m.root, m.oid, quote_ident(n.nspname) || '.' || quote_ident(p.relname), p.relkind, i.inhparent
                FROM member m
                JOIN pg_catalog.pg_class p ON p.oid = m.oid
                JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
                JOIN pg_catalog.pg_inherits i ON i.inhrelid = m.oid""";
    }

    /**
     * Table's oid, name, attnum, full type, nullable, generated, identity, default, collation unless it is the type's own;
     * of the type below all domains: schema, name, kind, extension's or not.
     */
    String columns() {
        return """
                WITH RECURSIVE base(type, below) AS (
                  SELECT t.oid, t.typbasetype FROM pg_catalog.pg_type t WHERE t.typtype = 'd'
                  UNION ALL
                  SELECT b.type, t.typbasetype FROM base b JOIN pg_catalog.pg_type t ON t.oid = b.below
                  WHERE t.typtype = 'd'
                ), bottom AS (
                  SELECT b.type, b.below FROM base b JOIN pg_catalog.pg_type t ON t.oid = b.below WHERE t.typtype <> 'd'
                )
                SELECT a.attrelid, a.attname, a.attnum, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
                       %s, a.attidentity, pg_get_expr(d.adbin, d.adrelid),
                       CASE WHEN a.attcollation <> 0 AND a.attcollation <> b.typcollation
                            THEN quote_ident(ln.nspname) || '.' || quote_ident(l.collname) END,
                       bn.nspname, b.typname, b.typtype
                FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN bottom ON bottom.type = a.atttypid
                JOIN pg_catalog.pg_type b ON b.oid = coalesce(bottom.below, a.atttypid)
                JOIN pg_catalog.pg_namespace bn ON bn.oid = b.typnamespace
                LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
                LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
                WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
                  AND %s
                ORDER BY a.attrelid, a.attnum"""
                .formatted(server.since(12) ? "a.attgenerated" : "''", USERS);
    }

    /**
     * Table's oid, index, primary, unique, the columns' attnums (0 for an expression) parted by spaces, whether it covers all
     * rows in the columns' own collations.
     */
    String keys() {
        return """
                SELECT i.indrelid, x.relname, i.indisprimary, i.indisunique,
                       array_to_string((i.indkey::int2[])[0:%1$s - 1], ' '),
                       i.indpred IS NULL AND i.indimmediate AND NOT EXISTS (
                         SELECT 1 FROM generate_series(0, %1$s - 1) k
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = (i.indkey::int2[])[k]
                         WHERE (i.indcollation::oid[])[k] <> a.attcollation)
                FROM pg_catalog.pg_index i
                JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND i.indisvalid AND i.indislive AND %2$s
                ORDER BY i.indrelid, NOT i.indisprimary, NOT i.indisunique, x.relname"""
                .formatted(server.since(11) ? "i.indnkeyatts" : "i.indnatts", USERS);
    }

    /** Child's and parent's oid, name, child's and parent's column names; those that partitions inherit are left out. */
    String references() {
        return """
                SELECT r.conrelid, r.confrelid, r.conname,
                       (SELECT array_agg(a.attname::text ORDER BY k.n)
                        FROM unnest(r.conkey) WITH ORDINALITY AS k(attnum, n)
                        JOIN pg_catalog.pg_attribute a ON a.attrelid = r.conrelid AND a.attnum = k.attnum),
                       (SELECT array_agg(a.attname::text ORDER BY k.n)
                        FROM unnest(r.confkey) WITH ORDINALITY AS k(attnum, n)
                        JOIN pg_catalog.pg_attribute a ON a.attrelid = r.confrelid AND a.attnum = k.attnum),
                       quote_ident(pn.nspname) || '.' || quote_ident(p.relname)
                FROM pg_catalog.pg_constraint r
                JOIN pg_catalog.pg_class c ON c.oid = r.conrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_class p ON p.oid = r.confrelid
                JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
                WHERE r.contype = 'f' AND %s AND %s
                ORDER BY n.nspname, c.relname, r.conname"""
                .formatted(server.since(11) ? "r.conparentid = 0" : "true", USERS);
    }

    /** One row: whether there are large objects; their number is not asked for, it may be big. */
    String largeObjects() {
        return "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_largeobject_metadata)";
    }
}
