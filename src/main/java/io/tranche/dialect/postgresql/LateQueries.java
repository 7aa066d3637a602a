package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definition.Kind;
import java.util.List;

/** DDL of what comes after the rows: indexes, views, rules, triggers, policies, statistics, comments. */
record LateQueries(ServerFacts server, PrimaryKeys keys) {
    List<ObjectQuery> all() {
        return List.of(
                indexes(),
                views(),
                materializedViews(),
                viewIndexes(),
                rules(),
                triggers(),
                rowSecurity(),
                policies(),
                statistics(),
                eventTriggers());
    }

    /**
     * An index of a partitioned table is made alone, then those of its partitions are, and are attached: all of them are one
     * definition, for indexes are built in parallel.
     */
    private ObjectQuery indexes() {
        return new ObjectQuery(
                Kind.INDEX,
                """
                WITH RECURSIVE tree(root, oid, parent, depth) AS (
                  SELECT i.indexrelid, i.indexrelid, NULL::oid, 0
                  FROM pg_catalog.pg_index i
                  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                  JOIN pg_catalog.pg_class c ON c.oid = i.indrelid AND c.relkind IN ('r', 'p')
                  WHERE (NOT i.indisprimary OR %s)
                    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_inherits h WHERE h.inhrelid = i.indexrelid)
                  UNION ALL
                  SELECT t.root, h.inhrelid, t.oid, t.depth + 1 FROM tree t
                  JOIN pg_catalog.pg_inherits h ON h.inhparent = t.oid
                )
                SELECT 'pg_class/' || r.oid, n.nspname || '.' || r.relname, n.nspname, c.relname,
                       (SELECT array_agg(s.sql ORDER BY t.depth, t.oid, s.step)
                        FROM tree t JOIN pg_catalog.pg_class x ON x.oid = t.oid
                        JOIN pg_catalog.pg_namespace xn ON xn.oid = x.relnamespace JOIN pg_catalog.pg_index xi ON xi.indexrelid = t.oid
                        JOIN pg_catalog.pg_class xc ON xc.oid = xi.indrelid
                        LEFT JOIN pg_catalog.pg_class p ON p.oid = t.parent
                        LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
                        LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = t.oid AND k.conrelid = xi.indrelid
                          AND (k.contype IN ('u', 'x') OR k.contype = 'p' AND t.parent IS NULL)
                        CROSS JOIN LATERAL (VALUES
                          (1, CASE WHEN k.oid IS NULL THEN pg_get_indexdef(t.oid)
                                   ELSE format('ALTER TABLE ONLY %%I.%%I ADD CONSTRAINT %%I %%s', xn.nspname, xc.relname,
                                               k.conname, %s) END),
                          (2, CASE WHEN t.parent IS NOT NULL
                                   THEN format('ALTER INDEX %%I.%%I ATTACH PARTITION %%I.%%I', pn.nspname, p.relname,
                                               xn.nspname, x.relname) END),
                          (3, CASE WHEN xi.indisclustered
                                   THEN format('ALTER TABLE %%I.%%I CLUSTER ON %%I', xn.nspname, xc.relname, x.relname) END),
                          (4, CASE WHEN xi.indisreplident
                                   THEN format('ALTER TABLE ONLY %%I.%%I REPLICA IDENTITY USING INDEX %%I', xn.nspname,
                                               xc.relname, x.relname) END)) AS s(step, sql)
                        WHERE t.root = r.oid AND s.sql IS NOT NULL)
                       || %s,
                       ARRAY[]::text[]
                FROM pg_catalog.pg_class r JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
                JOIN pg_catalog.pg_index i ON i.indexrelid = r.oid
                JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
                WHERE r.oid IN (SELECT root FROM tree) AND %s AND %s ORDER BY r.oid"""
                        .formatted(
                                keys.late(),
                                TableQueries.key(),
                                indexSettings("r.oid", "n.nspname", "r.relname"),
                                ObjectQuery.USERS,
                                ObjectQuery.notOfAnother("pg_class", "c.oid")));
    }

    private static ObjectQuery views() {
        return new ObjectQuery(
                Kind.VIEW,
                """
                SELECT 'pg_class/' || c.oid, n.nspname || '.' || c.relname, n.nspname, c.relname,
                       ARRAY[format('CREATE VIEW %%I.%%I', n.nspname, c.relname)
                         || coalesce(' WITH (' || array_to_string(c.reloptions, ', ') || ')', '')
                         || E' AS\\n' || pg_get_viewdef(c.oid)]
                       || (SELECT array_agg(format('ALTER VIEW %%I.%%I ALTER COLUMN %%I SET DEFAULT %%s', n.nspname, c.relname,
                                                   a.attname, pg_get_expr(d.adbin, d.adrelid)) ORDER BY a.attnum)
                           FROM pg_catalog.pg_attrdef d
                           JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                           WHERE d.adrelid = c.oid),
                       ARRAY[format('DROP VIEW IF EXISTS %%I.%%I', n.nspname, c.relname)]
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'v' AND %s AND %s ORDER BY c.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_class", "c.oid")));
    }

    /** Views with the columns that they have, and nothing to read. */
    static ObjectQuery shapes() {
        return new ObjectQuery(
                Kind.VIEW,
                """
                SELECT 'pg_class/' || c.oid, n.nspname || '.' || c.relname, n.nspname, c.relname,
                       ARRAY[format('CREATE VIEW %%I.%%I AS SELECT ', n.nspname, c.relname)
                         || (SELECT string_agg(format('NULL::%%s%%s AS %%I', format_type(a.atttypid, a.atttypmod),
                                      CASE WHEN a.attcollation <> 0 AND a.attcollation <> b.typcollation
                                           THEN format(' COLLATE %%I.%%I', ln.nspname, l.collname) ELSE '' END, a.attname),
                                    ', ' ORDER BY a.attnum)
                             FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type b ON b.oid = a.atttypid
                             LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
                             LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
                             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)],
                       ARRAY[]::text[]
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'v' AND %s ORDER BY c.oid"""
                        .formatted(ObjectQuery.USERS));
    }

    /** Filled at once where the source's is: they come after the rows. */
    private static ObjectQuery materializedViews() {
        return new ObjectQuery(
                Kind.VIEW,
                """
                SELECT 'pg_class/' || c.oid, n.nspname || '.' || c.relname, n.nspname, c.relname,
                       ARRAY[format('CREATE MATERIALIZED VIEW %%I.%%I', n.nspname, c.relname)
                         || coalesce(' WITH (' || array_to_string(c.reloptions, ', ') || ')', '')
                         || E' AS\\n' || regexp_replace(pg_get_viewdef(c.oid), ';\\s*$', '')
                         || CASE WHEN c.relispopulated THEN E'\\nWITH DATA' ELSE E'\\nWITH NO DATA' END],
                       ARRAY[format('DROP MATERIALIZED VIEW IF EXISTS %%I.%%I', n.nspname, c.relname)]
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'm' AND %s AND %s ORDER BY c.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_class", "c.oid")));
    }

    /** How closely the expressions of an index are looked at; those have no names. */
    private static String indexSettings(String oid, String schema, String name) {
        return """
                (SELECT array_agg(format('ALTER INDEX %%I.%%I ALTER COLUMN %%s SET STATISTICS %%s', %s, %s, ia.attnum,
                                         ia.attstattarget) ORDER BY ia.attnum)
                 FROM pg_catalog.pg_attribute ia WHERE ia.attrelid = %s AND ia.attstattarget >= 0)"""
                .formatted(schema, name, oid);
    }

    private static ObjectQuery viewIndexes() {
        return new ObjectQuery(
                Kind.OTHER,
                """
                SELECT 'pg_class/' || x.oid, n.nspname || '.' || x.relname, NULL, NULL, ARRAY[pg_get_indexdef(x.oid)]
                         || CASE WHEN i.indisclustered THEN ARRAY[format('ALTER MATERIALIZED VIEW %%I.%%I CLUSTER ON %%I',
                              n.nspname, c.relname, x.relname)] END || %s,
                       ARRAY[]::text[]
                FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                JOIN pg_catalog.pg_class c ON c.oid = i.indrelid AND c.relkind = 'm'
                JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace
                WHERE %s AND %s ORDER BY x.oid"""
                        .formatted(
                                indexSettings("x.oid", "n.nspname", "x.relname"),
                                ObjectQuery.USERS,
                                ObjectQuery.notOfAnother("pg_class", "c.oid")));
    }

    private static ObjectQuery rules() {
        return new ObjectQuery(
                Kind.TRIGGER,
                """
                SELECT 'pg_rewrite/' || r.oid, r.rulename, CASE WHEN c.relkind IN ('r', 'p') THEN n.nspname END, c.relname,
                       ARRAY[pg_get_ruledef(r.oid)] || CASE WHEN r.ev_enabled <> 'O' THEN
                         ARRAY[format('ALTER TABLE %%I.%%I %%s RULE %%I', n.nspname, c.relname, CASE r.ev_enabled
                           WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END, r.rulename)] END,
                       ARRAY[format('DROP RULE IF EXISTS %%I ON %%I.%%I', r.rulename, n.nspname, c.relname)]
                FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE r.rulename <> '_RETURN' AND %s AND %s ORDER BY r.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_class", "c.oid")));
    }

    /** Those that partitions have of their root come with it. */
    private ObjectQuery triggers() {
        String own = server.since(13) ? "t.tgparentid = 0" : "true";
        return new ObjectQuery(
                Kind.TRIGGER,
                """
                SELECT 'pg_trigger/' || t.oid, t.tgname, CASE WHEN c.relkind IN ('r', 'p') THEN n.nspname END, c.relname,
                       ARRAY[pg_get_triggerdef(t.oid)] || CASE WHEN t.tgenabled <> 'O' THEN
                         ARRAY[format('ALTER TABLE %%I.%%I %%s TRIGGER %%I', n.nspname, c.relname, CASE t.tgenabled
                           WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END, t.tgname)] END,
                       ARRAY[format('DROP TRIGGER IF EXISTS %%I ON %%I.%%I', t.tgname, n.nspname, c.relname)]
                FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE NOT t.tgisinternal AND %s AND %s AND %s ORDER BY t.oid"""
                        .formatted(own, ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_class", "c.oid")));
    }

    private static ObjectQuery rowSecurity() {
        return new ObjectQuery(
                Kind.OTHER,
                """
                SELECT 'security/' || c.oid, 'row security of ' || c.relname, n.nspname, c.relname,
                       CASE WHEN c.relrowsecurity
                            THEN ARRAY[format('ALTER TABLE %%I.%%I ENABLE ROW LEVEL SECURITY', n.nspname, c.relname)] END
                       || CASE WHEN c.relforcerowsecurity
                            THEN ARRAY[format('ALTER TABLE %%I.%%I FORCE ROW LEVEL SECURITY', n.nspname, c.relname)] END,
                       ARRAY[]::text[]
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE (c.relrowsecurity OR c.relforcerowsecurity) AND %s AND %s ORDER BY c.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_class", "c.oid")));
    }

    private static ObjectQuery policies() {
        return new ObjectQuery(
                Kind.OTHER,
                """
                SELECT 'pg_policy/' || p.oid, p.polname, n.nspname, c.relname,
                       ARRAY[format('CREATE POLICY %%I ON %%I.%%I', p.polname, n.nspname, c.relname)
                         || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
                         || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE'
                              WHEN 'd' THEN ' FOR DELETE' ELSE '' END
                         || CASE WHEN p.polroles = '{0}' THEN '' ELSE ' TO ' || (
                              SELECT string_agg(quote_ident(r.rolname), ', ' ORDER BY r.rolname)
                              FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles)) END
                         || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
                         || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')],
                       ARRAY[format('DROP POLICY IF EXISTS %%I ON %%I.%%I', p.polname, n.nspname, c.relname)]
                FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE %s AND %s ORDER BY p.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_class", "c.oid")));
    }

    private ObjectQuery statistics() {
        String target = server.since(13)
                ? " || CASE WHEN s.stxstattarget >= 0 THEN ARRAY[format('ALTER STATISTICS %I.%I SET STATISTICS %s',"
                        + " n.nspname, s.stxname, s.stxstattarget)] END"
                : "";
        return new ObjectQuery(
                Kind.OTHER,
                """
                SELECT 'pg_statistic_ext/' || s.oid, s.stxname, cn.nspname, c.relname,
                       ARRAY[pg_get_statisticsobjdef(s.oid)]%s,
                       ARRAY[format('DROP STATISTICS IF EXISTS %%I.%%I', n.nspname, s.stxname)]
                FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_class c ON c.oid = s.stxrelid
                JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
                JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
                WHERE %s ORDER BY s.oid"""
                        .formatted(target, ObjectQuery.USERS));
    }

    private static ObjectQuery eventTriggers() {
        return new ObjectQuery(
                Kind.EVENT,
                """
                SELECT 'pg_event_trigger/' || e.oid, e.evtname, NULL, NULL,
                       ARRAY[format('CREATE EVENT TRIGGER %%I ON %%s', e.evtname, e.evtevent)
                         || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(t), ', ')
                                                          FROM unnest(e.evttags) t) || ')', '')
                         || ' EXECUTE PROCEDURE ' || e.evtfoid::regproc || '()']
                       || CASE WHEN e.evtenabled <> 'O' THEN ARRAY[format('ALTER EVENT TRIGGER %%I %%s', e.evtname,
                            CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS'
                              ELSE 'ENABLE REPLICA' END)] END,
                       ARRAY[format('DROP EVENT TRIGGER IF EXISTS %%I', e.evtname)]
                FROM pg_catalog.pg_event_trigger e WHERE %s ORDER BY e.oid"""
                        .formatted(ObjectQuery.notOfAnother("pg_event_trigger", "e.oid")));
    }

    /**
     * Address, identity and statement of each comment. A constraint's is its table's, a primary key's too. Extensions bring
     * theirs, and so does a new database for the schema public.
     */
    static String comments() {
        return """
                SELECT coalesce(
                         (SELECT CASE WHEN k.contype = 'f' THEN 'foreign key' WHEN k.conrelid <> 0 THEN 'pg_class/' || k.conrelid ELSE 'pg_type/' || k.contypid END
                          FROM pg_catalog.pg_constraint k
                          WHERE d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.oid = d.objoid),
                         (SELECT 'pg_class/' || x.indrelid FROM pg_catalog.pg_index x
                          WHERE d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND x.indexrelid = d.objoid
                            AND x.indisprimary),
                         (SELECT 'pg_type/' || c.reltype FROM pg_catalog.pg_class c
                          WHERE d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = d.objoid
                            AND c.relkind = 'c'),
                         d.classoid::regclass || '/' || d.objoid),
                       i.identity,
                       format('COMMENT ON %s %s IS %L',
                              CASE WHEN i.type LIKE '% column' THEN 'COLUMN' WHEN i.type LIKE '% constraint' THEN 'CONSTRAINT'
                                   WHEN i.type = 'statistics object' THEN 'STATISTICS'
                                   WHEN i.type = 'foreign-data wrapper' THEN 'FOREIGN DATA WRAPPER'
                                   WHEN i.type = 'composite type' THEN 'TYPE' ELSE upper(i.type) END,
                              CASE i.type WHEN 'domain constraint' THEN regexp_replace(i.identity, ' on ', ' ON DOMAIN ')
                                ELSE i.identity END,
                              d.description)
                FROM pg_catalog.pg_description d,
                     pg_catalog.pg_identify_object(d.classoid, d.objoid, d.objsubid) i
                WHERE (d.objoid >= 16384 OR d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass)
                  AND d.description <> 'standard public schema'
                  AND d.classoid <> 'pg_catalog.pg_largeobject'::pg_catalog.regclass
                  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
                                  WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
                ORDER BY 2""";
    }
}
