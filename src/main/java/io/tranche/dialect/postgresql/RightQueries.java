package io.tranche.dialect.postgresql;

import io.tranche.dialect.CloneScope.Rights;
import io.tranche.dialect.Definition.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who owns objects, and who may do what with them. Each is an object of its own, whose address is that of its object behind
 * {@code owner of/} or {@code grants on/}: roles may be missing in the target.
 */
record RightQueries(ServerFacts server) {
    static final String OWNER = "owner of/";
    static final String GRANTS = "grants on/";

    List<ObjectQuery> all(Set<Rights> rights) {
        List<ObjectQuery> queries = new ArrayList<>();
        if (rights.contains(Rights.OWNERS)) {
            queries.add(owners());
        }
        if (rights.contains(Rights.GRANTS)) {
            queries.add(grants());
            queries.add(defaults());
        }
        return queries;
    }

    /** Sequences of columns have the owners of their tables. */
    private ObjectQuery owners() {
        String routine = server.since(11)
                ? "WHEN i.type IN ('function', 'procedure', 'aggregate') THEN 'ROUTINE'"
                : "WHEN i.type = 'aggregate' THEN 'AGGREGATE'";
        return new ObjectQuery(
                Kind.OTHER,
                """
                SELECT 'owner of/' || o.address, 'owner of ' || i.identity, o.schema, o.name,
                       ARRAY[format('ALTER %%s %%s OWNER TO %%I', CASE %s WHEN i.type = 'statistics object' THEN 'STATISTICS'
                         WHEN i.type = 'foreign-data wrapper' THEN 'FOREIGN DATA WRAPPER'
                         WHEN i.type IN ('composite type', 'domain') THEN 'TYPE' ELSE upper(i.type) END, i.identity,
                         pg_get_userbyid(o.owner))], ARRAY[]::text[]
                FROM (
                  SELECT 'pg_class/' || c.oid AS address, 'pg_class'::regclass AS class, c.oid, c.relowner AS owner,
                         n.nspname AS schema, c.relname AS name, n.nspname AS home
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') OR c.relkind = 'S' AND NOT EXISTS (
                    SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                      AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
                  UNION ALL
                  SELECT 'pg_type/' || t.oid, 'pg_type'::regclass, t.oid, t.typowner, NULL, NULL, n.nspname
                  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
                  WHERE t.typtype IN ('d', 'e', 'r') OR c.relkind = 'c'
                  UNION ALL %s) o,
                LATERAL pg_identify_object(o.class, o.oid, 0) i
                WHERE (o.home IS NULL OR o.home !~ '^pg_' AND o.home NOT IN ('information_schema', 'tranche'))
                  AND o.oid >= 16384
                  AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype = 'e')
                ORDER BY o.class, o.oid"""
                        .formatted(routine, otherOwned()));
    }

    private String otherOwned() {
        return String.join(
                " UNION ALL ",
                owned("pg_proc", "pro", true),
                owned("pg_operator", "opr", true),
                owned("pg_opclass", "opc", true),
                owned("pg_opfamily", "opf", true),
                owned("pg_collation", "coll", true),
                owned("pg_conversion", "con", true),
                owned("pg_ts_dict", "dict", true),
                owned("pg_ts_config", "cfg", true),
                owned("pg_statistic_ext", "stx", true),
                owned("pg_namespace", "nsp", false),
                owned("pg_event_trigger", "evt", false),
                owned("pg_foreign_data_wrapper", "fdw", false),
                owned("pg_foreign_server", "srv", false),
                owned("pg_publication", "pub", false));
    }

    private static String owned(String catalog, String prefix, boolean inSchema) {
        String home = catalog.equals("pg_namespace") ? "x.nspname" : "NULL";
        return "SELECT '%1$s/' || x.oid, '%1$s'::regclass, x.oid, x.%2$sowner, NULL, NULL, %3$s FROM %1$s x%4$s"
                .formatted(
                        catalog,
                        prefix,
                        inSchema ? "n.nspname" : home,
                        inSchema ? " JOIN pg_namespace n ON n.oid = x." + prefix + "namespace" : "");
    }

    /**
     * What differs from the rights that an object is born with: taken away where it has fewer, granted where more. In the
     * order in which the server keeps them.
     */
    private static final String GRANTS_ON_OBJECTS =
            """
            SELECT * FROM (
            SELECT 'grants on/' || o.address, 'grants on ' || o.identity, o.schema, o.name, %s AS sql, ARRAY[]::text[]
            FROM (
              SELECT 'pg_class/' || c.oid AS address, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
                     format('%%I.%%I', n.nspname, c.relname) AS identity, n.nspname AS schema, c.relname AS name,
                     c.relacl AS acl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner) AS base,
                     'pg_class'::regclass AS class, c.oid, n.nspname AS home
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
              UNION ALL
              SELECT 'pg_proc/' || p.oid, %s, format('%%I.%%I(%%s)', n.nspname, p.proname,
                     pg_get_function_identity_arguments(p.oid)), NULL, NULL, p.proacl, acldefault('f', p.proowner),
                     'pg_proc'::regclass, p.oid, n.nspname
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              UNION ALL
              SELECT 'pg_namespace/' || n.oid, 'SCHEMA', quote_ident(n.nspname), NULL, NULL, n.nspacl, coalesce((
                       SELECT i.initprivs FROM pg_init_privs i WHERE i.objoid = n.oid
                       AND i.classoid = 'pg_namespace'::regclass), acldefault('n', n.nspowner)),
                     'pg_namespace'::regclass, n.oid, n.nspname
              FROM pg_namespace n
              UNION ALL
              SELECT 'pg_type/' || t.oid, 'TYPE', format('%%I.%%I', n.nspname, t.typname), NULL, NULL, t.typacl,
                     acldefault('T', t.typowner), 'pg_type'::regclass, t.oid, n.nspname
              FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
              UNION ALL
              SELECT 'pg_foreign_data_wrapper/' || f.oid, 'FOREIGN DATA WRAPPER', quote_ident(f.fdwname), NULL, NULL,
                     f.fdwacl, acldefault('F', f.fdwowner), 'pg_foreign_data_wrapper'::regclass, f.oid, NULL
              FROM pg_foreign_data_wrapper f
              UNION ALL
              SELECT 'pg_foreign_server/' || s.oid, 'FOREIGN SERVER', quote_ident(s.srvname), NULL, NULL,
                     s.srvacl, acldefault('S', s.srvowner), 'pg_foreign_server'::regclass, s.oid, NULL
              FROM pg_foreign_server s) o
            WHERE o.acl IS NOT NULL
              AND (o.home IS NULL OR o.home !~ '^pg_' AND o.home NOT IN ('information_schema', 'tranche'))
              AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype = 'e')
            UNION ALL
            SELECT 'grants on/' || o.address || '/' || o.attnum, 'grants on ' || o.identity || '.' || o.attname,
                   o.schema, o.name, %s, ARRAY[]::text[]
            FROM (
              SELECT 'pg_class/' || c.oid AS address, 'TABLE' AS kind, format('%%I.%%I', n.nspname, c.relname) AS identity,
                     n.nspname AS schema, c.relname AS name, a.attacl AS acl, '{}'::aclitem[] AS base, a.attnum, a.attname
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND a.attnum > 0
                AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'tranche')) o
            ) granted WHERE sql IS NOT NULL""";

    private static final String STATEMENTS =
            """
            (SELECT array_agg(s.sql ORDER BY s.step, s.number) FROM (
               SELECT 1 AS step, b.number, format('%1$sREVOKE ALL%2$s ON %%s %%s FROM %%s', o.kind, o.identity, b.grantee) AS sql
               FROM (SELECT g.grantee, min(g.number) AS number, string_agg(g.word, ',' ORDER BY g.word) AS words
                     FROM (%4$s) g GROUP BY 1) b
               LEFT JOIN (SELECT g.grantee, string_agg(g.word, ',' ORDER BY g.word) AS words FROM (%3$s) g GROUP BY 1) a
                 ON a.grantee = b.grantee
               WHERE a.words IS DISTINCT FROM b.words
               UNION ALL
               SELECT 2, a.number, format('%1$sGRANT %%s ON %%s %%s TO %%s%%s', a.privileges, o.kind, o.identity, a.grantee,
                                          CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
               FROM (SELECT g.grantee, g.is_grantable, min(g.number) AS number,
                            string_agg(g.privilege_type%2$s, ', ' ORDER BY g.number) AS privileges
                     FROM (%3$s) g GROUP BY 1, 2) a
               LEFT JOIN (SELECT g.grantee, string_agg(g.word, ',' ORDER BY g.word) AS words FROM (%4$s) g GROUP BY 1) b
                 ON b.grantee = a.grantee
               WHERE b.words IS DISTINCT FROM (
                 SELECT string_agg(g.word, ',' ORDER BY g.word) FROM (%3$s) g WHERE g.grantee = a.grantee)) s)""";

    private static String exploded(String acl) {
        return """
                SELECT CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END AS grantee,
                       x.privilege_type, x.is_grantable, x.privilege_type || x.is_grantable AS word, x.number
                FROM aclexplode(CASE WHEN cardinality(%1$s) > 0 THEN %1$s END) WITH ORDINALITY AS x(grantor, grantee, privilege_type, is_grantable, number)"""
                .formatted(acl);
    }

    private static String statements(String prefix, String suffix) {
        return STATEMENTS.formatted(prefix, suffix, exploded("o.acl"), exploded("o.base"));
    }

    private ObjectQuery grants() {
        String routine = server.since(11) ? "'ROUTINE'" : "'FUNCTION'";
        return new ObjectQuery(
                Kind.OTHER, GRANTS_ON_OBJECTS.formatted(statements("", ""), routine, columnStatements()));
    }

    private static String columnStatements() {
        return statements("", "")
                .replace("string_agg(g.privilege_type,", "string_agg(g.privilege_type || format('(%I)', o.attname),");
    }

    private static ObjectQuery defaults() {
        return new ObjectQuery(
                Kind.OTHER,
                """
                SELECT 'defaults/' || o.oid, 'default rights of ' || o.role || o.place, NULL, NULL, coalesce(%s, ARRAY[]::text[]),
                       ARRAY[]::text[]
                FROM (
                  SELECT d.oid, quote_ident(pg_get_userbyid(d.defaclrole)) AS role,
                         coalesce(' IN SCHEMA ' || quote_ident(n.nspname), '') AS place, '' AS identity,
                         CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
                           WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' END AS kind, d.defaclacl AS acl,
                         CASE WHEN n.oid IS NULL THEN acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's'
                           ELSE d.defaclobjtype END, d.defaclrole) ELSE '{}'::aclitem[] END AS base
                  FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
                  WHERE n.nspname IS DISTINCT FROM 'tranche') o"""
                        .formatted(statements("ALTER DEFAULT PRIVILEGES FOR ROLE ' || o.role || o.place || ' ", "")));
    }
}
