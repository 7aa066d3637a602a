package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definition.Kind;
import java.util.List;

/** DDL of what leads to other servers: wrappers, servers, user mappings, foreign tables, publications. */
record RemoteQueries(ServerFacts server) {
    List<ObjectQuery> all() {
        return List.of(wrappers(), servers(), mappings(), publications(), publishedTables(), publishedSchemas());
    }

    /** An array of {@code name=value} as a list of options. */
    static String options(String array) {
        return """
                coalesce((SELECT ' OPTIONS (' || string_agg(format('%%I %%L', x.option_name, x.option_value), ', ') || ')'
                          FROM pg_catalog.pg_options_to_table(%s) x), '')"""
                .formatted(array);
    }

    private static ObjectQuery wrappers() {
        return new ObjectQuery(
                Kind.TYPE,
                """
                SELECT 'pg_foreign_data_wrapper/' || w.oid, 'foreign data wrapper ' || w.fdwname, NULL, NULL,
                       ARRAY[format('CREATE FOREIGN DATA WRAPPER %%I', w.fdwname)
                         || CASE WHEN w.fdwhandler <> 0 THEN ' HANDLER ' || w.fdwhandler::regproc ELSE '' END
                         || CASE WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR ' || w.fdwvalidator::regproc ELSE '' END || %s],
                       ARRAY[format('DROP FOREIGN DATA WRAPPER IF EXISTS %%I', w.fdwname)]
                FROM pg_catalog.pg_foreign_data_wrapper w WHERE %s ORDER BY w.oid"""
                        .formatted(
                                options("w.fdwoptions"), ObjectQuery.notOfAnother("pg_foreign_data_wrapper", "w.oid")));
    }

    private static ObjectQuery servers() {
        return new ObjectQuery(
                Kind.TYPE,
                """
                SELECT 'pg_foreign_server/' || s.oid, 'foreign server ' || s.srvname, NULL, NULL,
                       ARRAY[format('CREATE SERVER %%I', s.srvname) || coalesce(' TYPE ' || quote_literal(s.srvtype), '')
                         || coalesce(' VERSION ' || quote_literal(s.srvversion), '')
                         || format(' FOREIGN DATA WRAPPER %%I', w.fdwname) || %s],
                       ARRAY[format('DROP SERVER IF EXISTS %%I', s.srvname)]
                FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
                WHERE %s ORDER BY s.oid"""
                        .formatted(options("s.srvoptions"), ObjectQuery.notOfAnother("pg_foreign_server", "s.oid")));
    }

    /** Options of others' mappings are hidden from users without rights; those come without. */
    private static ObjectQuery mappings() {
        return new ObjectQuery(
                Kind.TYPE,
                """
                SELECT 'pg_user_mapping/' || m.umid, format('user mapping of %%s for %%s', m.usename, m.srvname), NULL, NULL,
                       ARRAY[format('CREATE USER MAPPING FOR %%s SERVER %%I', u.name, m.srvname) || %s],
                       ARRAY[format('DROP USER MAPPING IF EXISTS FOR %%s SERVER %%I', u.name, m.srvname)]
                FROM pg_catalog.pg_user_mappings m
                CROSS JOIN LATERAL (SELECT CASE WHEN m.umuser = 0 THEN 'PUBLIC' ELSE quote_ident(m.usename) END AS name) u
                ORDER BY m.umid"""
                        .formatted(options("m.umoptions")));
    }

    private ObjectQuery publications() {
        String truncate = server.since(11) ? "CASE WHEN p.pubtruncate THEN 'truncate' END" : "NULL";
        String root = server.since(13)
                ? "CASE WHEN p.pubviaroot THEN ', publish_via_partition_root = true' ELSE '' END"
                : "''";
        return new ObjectQuery(
                Kind.OTHER,
                """
                SELECT 'pg_publication/' || p.oid, 'publication ' || p.pubname, NULL, NULL,
                       ARRAY[format('CREATE PUBLICATION %%I', p.pubname)
                         || CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE '' END
                         || format(' WITH (publish = %%L%%s)', concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END,
                              CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, %s), %s)],
                       ARRAY[format('DROP PUBLICATION IF EXISTS %%I', p.pubname)]
                FROM pg_catalog.pg_publication p WHERE %s ORDER BY p.oid"""
                        .formatted(truncate, root, ObjectQuery.notOfAnother("pg_publication", "p.oid")));
    }

    private ObjectQuery publishedTables() {
        String part = server.since(15)
                ? """
                || coalesce((SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')'
                             FROM pg_catalog.pg_attribute a WHERE a.attrelid = r.prrelid
                               AND a.attnum = ANY (r.prattrs)), '')
                || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')"""
                : "";
        return new ObjectQuery(
                Kind.OTHER,
                """
                SELECT 'pg_publication_rel/' || r.oid, format('publication %%s of %%s.%%s', p.pubname, n.nspname, c.relname),
                       n.nspname, c.relname,
                       ARRAY[format('ALTER PUBLICATION %%I ADD TABLE ONLY %%I.%%I', p.pubname, n.nspname, c.relname) %s],
                       ARRAY[]::text[]
                FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
                JOIN pg_catalog.pg_class c ON c.oid = r.prrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                ORDER BY r.oid"""
                        .formatted(part));
    }

    private ObjectQuery publishedSchemas() {
        String sql = server.since(15)
                ? """
                SELECT 'pg_publication_namespace/' || r.oid, format('publication %I of schema %I', p.pubname, n.nspname),
                       NULL, NULL,
                       ARRAY[format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname)],
                       ARRAY[]::text[]
                FROM pg_catalog.pg_publication_namespace r JOIN pg_catalog.pg_publication p ON p.oid = r.pnpubid
                JOIN pg_catalog.pg_namespace n ON n.oid = r.pnnspid ORDER BY r.oid"""
                : "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false";
        return new ObjectQuery(Kind.OTHER, sql);
    }
}
