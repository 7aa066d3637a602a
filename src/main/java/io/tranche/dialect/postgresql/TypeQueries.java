package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definition.Kind;
import java.util.List;

/** DDL of schemas, extensions, types and collations. */
record TypeQueries(ServerFacts server) {
    private static final String DROP_TYPE = "ARRAY[format('DROP TYPE IF EXISTS %I.%I', n.nspname, t.typname)]";

    List<ObjectQuery> all() {
        return List.of(
                schemas(),
                extensions(),
                collations(),
                types("e", enumeration()),
                types("c", composite()),
                types("r", range()),
                domains());
    }

    private static ObjectQuery schemas() {
        return new ObjectQuery(
                Kind.SCHEMA,
                """
                SELECT 'pg_namespace/' || n.oid, n.nspname, NULL, NULL,
                       ARRAY[format('CREATE SCHEMA IF NOT EXISTS %%I', n.nspname)], ARRAY[]::text[]
                FROM pg_catalog.pg_namespace n WHERE %s AND %s ORDER BY 2"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_namespace", "n.oid")));
    }

    private static ObjectQuery extensions() {
        return new ObjectQuery(
                Kind.EXTENSION,
                """
                SELECT 'pg_extension/' || x.oid, x.extname, NULL, NULL,
                       ARRAY[format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', x.extname, n.nspname)], ARRAY[]::text[]
                FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_namespace n ON n.oid = x.extnamespace
                WHERE x.extname <> 'plpgsql' ORDER BY x.oid""");
    }

    private ObjectQuery collations() {
        String locale = server.since(17) ? "c.colllocale" : server.since(15) ? "c.colliculocale" : "NULL";
        String deterministic =
                server.since(12) ? "CASE WHEN c.collisdeterministic THEN '' ELSE ', deterministic = false' END" : "''";
        String rules = server.since(16) ? "coalesce(', rules = ' || quote_literal(c.collicurules), '')" : "''";
        return new ObjectQuery(
                Kind.TYPE,
                """
                SELECT 'pg_collation/' || c.oid, c.collname, NULL, NULL,
                       ARRAY[format('CREATE COLLATION %%I.%%I (provider = %%s, %%s%%s%%s)', n.nspname, c.collname,
                         CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
                         CASE WHEN c.collprovider <> 'c' OR c.collcollate = c.collctype
                              THEN 'locale = ' || quote_literal(coalesce(%s, c.collcollate))
                              ELSE format('lc_collate = %%L, lc_ctype = %%L', c.collcollate, c.collctype) END, %s, %s)],
                       ARRAY[format('DROP COLLATION IF EXISTS %%I.%%I', n.nspname, c.collname)]
                FROM pg_catalog.pg_collation c JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
                WHERE %s AND %s ORDER BY 2"""
                        .formatted(
                                locale,
                                deterministic,
                                rules,
                                ObjectQuery.USERS,
                                ObjectQuery.notOfAnother("pg_collation", "c.oid")));
    }

    private static ObjectQuery types(String kind, String definition) {
        return new ObjectQuery(
                Kind.TYPE,
                """
                SELECT 'pg_type/' || t.oid, t.typname, NULL, NULL,
                       ARRAY[format('CREATE TYPE %%I.%%I AS ', n.nspname, t.typname) || %s], %s
                FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                WHERE t.typtype = '%s' AND %s AND %s
                  AND (t.typrelid = 0 OR EXISTS (SELECT 1 FROM pg_catalog.pg_class c
                                                 WHERE c.oid = t.typrelid AND c.relkind = 'c'))
                ORDER BY t.oid"""
                        .formatted(
                                definition,
                                DROP_TYPE,
                                kind,
                                ObjectQuery.USERS,
                                ObjectQuery.notOfAnother("pg_type", "t.oid")));
    }

    private static String enumeration() {
        return """
                'ENUM (' || coalesce((SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                                      FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid), '') || ')'""";
    }

    private static String composite() {
        return """
                '(' || coalesce((SELECT string_agg(
                         format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
                         || CASE WHEN a.attcollation <> 0 AND a.attcollation <> b.typcollation
                                 THEN format(' COLLATE %I.%I', ln.nspname, l.collname) ELSE '' END,
                         ', ' ORDER BY a.attnum)
                       FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type b ON b.oid = a.atttypid
                       LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
                       LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
                       WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '') || ')'""";
    }

    private String range() {
        String multirange = server.since(14)
                ? "|| (SELECT format(', multirange_type_name = %I.%I', mn.nspname, m.typname) FROM pg_catalog.pg_type m"
                        + " JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace WHERE m.oid = r.rngmultitypid)"
                : "";
        return """
                (SELECT 'RANGE (subtype = ' || format_type(r.rngsubtype, NULL)
                   || CASE WHEN o.opcdefault THEN '' ELSE format(', subtype_opclass = %%I.%%I', opn.nspname, o.opcname) END
                   || CASE WHEN r.rngcollation <> 0 AND r.rngcollation <> b.typcollation
                           THEN format(', collation = %%I.%%I', ln.nspname, l.collname) ELSE '' END
                   || CASE WHEN r.rngsubdiff <> 0 THEN ', subtype_diff = ' || r.rngsubdiff::text ELSE '' END
                   %s || ')'
                 FROM pg_catalog.pg_range r JOIN pg_catalog.pg_type b ON b.oid = r.rngsubtype
                 JOIN pg_catalog.pg_opclass o ON o.oid = r.rngsubopc
                 JOIN pg_catalog.pg_namespace opn ON opn.oid = o.opcnamespace
                 LEFT JOIN pg_catalog.pg_collation l ON l.oid = r.rngcollation
                 LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
                 WHERE r.rngtypid = t.oid)"""
                .formatted(multirange);
    }

    private static ObjectQuery domains() {
        return new ObjectQuery(
                Kind.TYPE,
                """
                SELECT 'pg_type/' || t.oid, t.typname, NULL, NULL,
                       ARRAY[format('CREATE DOMAIN %%I.%%I AS %%s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod))
                         || CASE WHEN t.typcollation <> 0 AND t.typcollation <> b.typcollation
                                 THEN format(' COLLATE %%I.%%I', ln.nspname, l.collname) ELSE '' END
                         || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
                         || coalesce(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0), '')
                         || coalesce((SELECT string_agg(format(' CONSTRAINT %%I %%s', k.conname, pg_get_constraintdef(k.oid)), ''
                                                        ORDER BY k.conname)
                                      FROM pg_catalog.pg_constraint k
                                      WHERE k.contypid = t.oid AND k.contype = 'c' AND k.convalidated), '')]
                       || (SELECT array_agg(format('ALTER DOMAIN %%I.%%I ADD CONSTRAINT %%I %%s', n.nspname, t.typname,
                                                   k.conname, pg_get_constraintdef(k.oid)))
                           FROM pg_catalog.pg_constraint k
                           WHERE k.contypid = t.oid AND k.contype = 'c' AND NOT k.convalidated),
                       ARRAY[format('DROP DOMAIN IF EXISTS %%I.%%I', n.nspname, t.typname)]
                FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
                LEFT JOIN pg_catalog.pg_collation l ON l.oid = t.typcollation
                LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
                WHERE t.typtype = 'd' AND %s AND %s ORDER BY t.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_type", "t.oid")));
    }
}
