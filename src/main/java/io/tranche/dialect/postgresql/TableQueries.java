package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definition.Kind;
import java.util.List;

/**
 * DDL of sequences and tables. A partition is created as a table of its own and then attached, so that its column order and
 * the names of its keys are kept. Tables come with checks and, as {@link PrimaryKeys} says, the primary key, without other
 * indexes and foreign keys.
 */
record TableQueries(ServerFacts server, PrimaryKeys keys) {
    private static final String SEQUENCE_OPTIONS =
            """
            format('INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s', q.seqincrement, q.seqmin, q.seqmax, \
            q.seqstart, q.seqcache, CASE WHEN q.seqcycle THEN ' CYCLE' ELSE '' END)""";

    List<ObjectQuery> all() {
        return List.of(sequences(), tables(), owners());
    }

    private static ObjectQuery sequences() {
        return new ObjectQuery(
                Kind.SEQUENCE,
                """
                SELECT 'pg_class/' || c.oid, c.relname, NULL, NULL,
                       ARRAY[format('CREATE %%sSEQUENCE %%I.%%I AS %%s ', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END,
                                    n.nspname, c.relname, format_type(q.seqtypid, NULL)) || %s],
                       ARRAY[format('DROP SEQUENCE IF EXISTS %%I.%%I', n.nspname, c.relname)]
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_sequence q ON q.seqrelid = c.oid
                WHERE c.relkind = 'S' AND %s AND %s
                  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend i WHERE i.deptype = 'i' AND i.objid = c.oid
                                  AND i.classid = 'pg_catalog.pg_class'::pg_catalog.regclass)
                ORDER BY c.oid"""
                        .formatted(SEQUENCE_OPTIONS, ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_class", "c.oid")));
    }

    /** Which column a sequence goes with; known once both are there. */
    private static ObjectQuery owners() {
        return new ObjectQuery(
                Kind.TABLE,
                """
                SELECT 'owner/' || c.oid, c.relname || ' owned by ' || t.relname, tn.nspname, t.relname,
                       ARRAY[format('ALTER SEQUENCE %%I.%%I OWNED BY %%I.%%I.%%I', n.nspname, c.relname, tn.nspname, t.relname,
                                    a.attname)], ARRAY[]::text[]
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                  AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'a'
                JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                JOIN pg_catalog.pg_class t ON t.oid = a.attrelid
                JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
                WHERE c.relkind = 'S' AND %s AND %s ORDER BY c.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_class", "c.oid")));
    }

    private ObjectQuery tables() {
        String defaults = "coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')";
        return tables(
                columns(defaults), checks("k.convalidated"), inheritedDefaults() + " || " + unvalidated(), "true");
    }

    /** Without defaults and checks, which {@link #rests} are. */
    ObjectQuery bare() {
        return tables(columns("''"), "NULL::text", "ARRAY[]::text[]", "NOT c.relispartition AND c.relkind <> 'f'");
    }

    /** The defaults and checks of a table, by the table's address. */
    ObjectQuery rests() {
        return new ObjectQuery(
                Kind.TABLE,
                """
                SELECT 'pg_class/' || c.oid, n.nspname || '.' || c.relname, n.nspname, c.relname, ARRAY[]::text[] || %s
                       || (SELECT array_agg(format('ALTER TABLE ONLY %%I.%%I ALTER COLUMN %%I SET DEFAULT %%s', n.nspname, c.relname,
                                                   a.attname, pg_get_expr(d.adbin, d.adrelid)) ORDER BY a.attnum)
                           FROM pg_catalog.pg_attribute a
                           JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                           WHERE a.attrelid = c.oid AND a.attislocal AND %s = '')
                       || (SELECT array_agg(format('ALTER TABLE %%I.%%I ADD CONSTRAINT %%I %%s', n.nspname, c.relname, k.conname,
                                                   pg_get_constraintdef(k.oid)) ORDER BY k.conname)
                           FROM pg_catalog.pg_constraint k
                           WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conislocal),
                       ARRAY[]::text[]
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND %s AND %s ORDER BY c.oid"""
                        .formatted(
                                inheritedDefaults(),
                                generation(),
                                ObjectQuery.USERS,
                                ObjectQuery.notOfAnother("pg_class", "c.oid")));
    }

    private ObjectQuery tables(String columns, String checks, String alterations, String condition) {
        return new ObjectQuery(
                Kind.TABLE,
                """
                SELECT 'pg_class/' || c.oid, n.nspname || '.' || c.relname, n.nspname, c.relname,
                       ARRAY[format('CREATE %%sTABLE %%I.%%I%%s', CASE WHEN c.relkind = 'f' THEN 'FOREIGN '
                                      WHEN c.relpersistence = 'u' THEN 'UNLOGGED ' ELSE '' END, n.nspname, c.relname,
                                    CASE WHEN c.reloftype <> 0 THEN ' OF ' || format_type(c.reloftype, NULL) ELSE '' END)
                         || coalesce(E' (\\n  ' || nullif(concat_ws(E',\\n  ', %1$s, %2$s), '') || E'\\n)',
                                     CASE WHEN c.reloftype <> 0 THEN '' ELSE ' ()' END) || %3$s
                         || CASE WHEN c.relkind = 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(c.oid) ELSE '' END
                         || coalesce(' WITH (' || nullif(concat_ws(', ', array_to_string(c.reloptions, ', '), (
                              SELECT string_agg('toast.' || o, ', ') FROM pg_catalog.pg_class x, unnest(x.reloptions) o
                              WHERE x.oid = c.reltoastrelid)), '') || ')', '')
                         || coalesce((SELECT format(' SERVER %%I', fs.srvname) || %10$s
                              FROM pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_foreign_server fs ON fs.oid = f.ftserver
                              WHERE f.ftrelid = c.oid), '')]
                       || %4$s || %5$s || %6$s || %7$s,
                       ARRAY[format('DROP %%sTABLE IF EXISTS %%I.%%I CASCADE', CASE c.relkind WHEN 'f' THEN 'FOREIGN ' ELSE '' END,
                                    n.nspname, c.relname)]
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'f') AND %8$s AND %9$s AND %11$s ORDER BY c.oid"""
                        .formatted(
                                columns,
                                checks,
                                inherits(),
                                alterations,
                                columnSettings(),
                                primaryKey(),
                                attachment(),
                                ObjectQuery.USERS,
                                ObjectQuery.notOfAnother("pg_class", "c.oid"),
                                RemoteQueries.options("f.ftoptions"),
                                condition));
    }

    /** @param defaults the clause of a column without expression and identity */
    private String columns(String defaults) {
        return """
                (SELECT string_agg(quote_ident(a.attname) || CASE WHEN c.reloftype <> 0 THEN ' WITH OPTIONS'
                        ELSE ' ' || format_type(a.atttypid, a.atttypmod) END || %4$s
                   || CASE WHEN a.attcollation <> 0 AND a.attcollation <> b.typcollation AND c.reloftype = 0
                           THEN format(' COLLATE %%I.%%I', ln.nspname, l.collname) ELSE '' END
                   || CASE WHEN %1$s = 's' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
                           WHEN %1$s = 'v' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') VIRTUAL'
                           WHEN a.attidentity <> '' AND NOT c.relispartition THEN coalesce(%2$s, '')
                           ELSE %5$s END
                   || CASE WHEN a.attnotnull THEN %3$s ELSE '' END, E',\\n  ' ORDER BY a.attnum)
                 FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type b ON b.oid = a.atttypid
                 LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                 LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
                 LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
                 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND (a.attislocal OR c.relispartition)
                   AND (c.reloftype = 0 OR a.attnotnull OR d.oid IS NOT NULL))"""
                .formatted(generation(), identity(), notNull(), RemoteQueries.options("a.attfdwoptions"), defaults);
    }

    private String generation() {
        return server.since(12) ? "a.attgenerated" : "''";
    }

    private static String identity() {
        return """
                (SELECT format(' GENERATED %%s AS IDENTITY (SEQUENCE NAME %%I.%%I ',
                               CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, sn.nspname, s.relname)
                        || %s || ')'
                 FROM pg_catalog.pg_depend i JOIN pg_catalog.pg_class s ON s.oid = i.objid
                 JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
                 JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
                 WHERE i.refobjid = a.attrelid AND i.refobjsubid = a.attnum AND i.deptype = 'i'
                   AND i.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                   AND i.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass)"""
                .formatted(SEQUENCE_OPTIONS);
    }

    /** Since version 18 it is a constraint with a name, which is written where it is not the usual one. */
    private String notNull() {
        if (!server.since(18)) {
            return "' NOT NULL'";
        }
        return """
                coalesce((SELECT CASE WHEN k.conname = c.relname || '_' || a.attname || '_not_null' THEN ' NOT NULL'
                                      ELSE format(' CONSTRAINT %I NOT NULL', k.conname) END
                                 || CASE WHEN k.connoinherit THEN ' NO INHERIT' ELSE '' END
                          FROM pg_catalog.pg_constraint k
                          WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey[1] = a.attnum), ' NOT NULL')""";
    }

    /** A partition brings those that its root asks of it; an heir gets its elders' by inheriting. */
    private static String checks(String condition) {
        return """
                (SELECT string_agg(format('CONSTRAINT %%I %%s', k.conname, pg_get_constraintdef(k.oid)), E',\\n  '
                                   ORDER BY k.conname)
                 FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND %s
                   AND (k.conislocal OR c.relispartition))"""
                .formatted(condition);
    }

    private static String inherits() {
        return """
                coalesce((SELECT ' INHERITS (' || string_agg(format('%I.%I', pn.nspname, p.relname), ', ' ORDER BY i.inhseqno)
                                 || ')'
                          FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                          JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
                          WHERE i.inhrelid = c.oid AND NOT c.relispartition), '')""";
    }

    /** An heir may have another default than its elders, or none where they have one. */
    private String inheritedDefaults() {
        return """
                (SELECT array_agg(format('ALTER TABLE ONLY %%I.%%I ALTER COLUMN %%I ', n.nspname, c.relname, a.attname)
                                  || coalesce('SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), 'DROP DEFAULT') ORDER BY a.attnum)
                 FROM pg_catalog.pg_attribute a
                 LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attinhcount > 0
                   AND NOT c.relispartition AND %s = ''
                   AND CASE WHEN d.oid IS NOT NULL THEN NOT a.attislocal ELSE EXISTS (
                     SELECT 1 FROM pg_catalog.pg_inherits i
                     JOIN pg_catalog.pg_attribute e ON e.attrelid = i.inhparent AND e.attname = a.attname
                     WHERE i.inhrelid = c.oid AND e.atthasdef) END)"""
                .formatted(generation());
    }

    private static String unvalidated() {
        return """
                (SELECT array_agg(format('ALTER TABLE ONLY %I.%I ADD CONSTRAINT %I %s', n.nspname, c.relname, k.conname,
                                         pg_get_constraintdef(k.oid)) ORDER BY k.conname)
                 FROM pg_catalog.pg_constraint k
                 WHERE k.conrelid = c.oid AND k.contype = 'c' AND NOT k.convalidated AND k.conislocal)""";
    }

    private String columnSettings() {
        String compression = server.since(14)
                ? "CASE a.attcompression WHEN 'p' THEN ' SET COMPRESSION pglz' WHEN 'l' THEN ' SET COMPRESSION lz4' END"
                : "NULL";
        return """
                (SELECT array_agg(format('ALTER TABLE ONLY %%I.%%I ALTER COLUMN %%I%%s', n.nspname, c.relname, a.attname, s.setting)
                                  ORDER BY a.attnum, s.setting)
                 FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type b ON b.oid = a.atttypid
                 CROSS JOIN LATERAL (VALUES
                   (CASE WHEN a.attstorage <> b.typstorage THEN ' SET STORAGE ' || CASE a.attstorage
                      WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END),
                   (CASE WHEN a.attstattarget >= 0 THEN ' SET STATISTICS ' || a.attstattarget END),
                   -- versions of the server's own since its releases of 2026, which dumps do not show either
                   (' SET (' || (SELECT string_agg(o, ', ') FROM unnest(a.attoptions) o WHERE o !~ '^pg_attver=') || ')'),
                   (%s)) AS s(setting)
                 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND s.setting IS NOT NULL)"""
                .formatted(compression);
    }

    /** A key with the settings of its index, which the server's function leaves out of all but exclusion constraints. */
    static String key() {
        return """
                CASE WHEN k.contype = 'x' THEN pg_get_constraintdef(k.oid)
                     ELSE (SELECT left(d.text, length(d.text) - length(d.moment))
                                  || coalesce(' WITH (' || (SELECT string_agg(format('%s=%L', split_part(o, '=', 1),
                                                                substr(o, strpos(o, '=') + 1)), ', ')
                                                            FROM pg_catalog.pg_class ix, unnest(ix.reloptions) o
                                                            WHERE ix.oid = k.conindid) || ')', '')
                                  || d.moment
                           FROM (SELECT pg_get_constraintdef(k.oid) AS text,
                                        CASE WHEN k.condeferrable THEN ' DEFERRABLE' ELSE '' END
                                        || CASE WHEN k.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END AS moment) d) END""";
    }

    private String primaryKey() {
        return """
                (SELECT array_agg(format('ALTER TABLE ONLY %%I.%%I ADD CONSTRAINT %%I %%s', n.nspname, c.relname, k.conname, %s))
                 FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p' AND NOT %s)
                || CASE WHEN c.relkind = 'f' THEN NULL WHEN c.relreplident = 'f'
                     THEN ARRAY[format('ALTER TABLE ONLY %%I.%%I REPLICA IDENTITY FULL', n.nspname, c.relname)]
                     WHEN c.relreplident = 'n' THEN ARRAY[format('ALTER TABLE ONLY %%I.%%I REPLICA IDENTITY NOTHING', n.nspname, c.relname)] END"""
                .formatted(key(), keys.late());
    }

    /** The key that the partition brings becomes a part of its root's. */
    private static String attachment() {
        return """
                (SELECT array_agg(format('ALTER TABLE ONLY %I.%I ATTACH PARTITION %I.%I %s', pn.nspname, p.relname,
                                         n.nspname, c.relname, pg_get_expr(c.relpartbound, c.oid)))
                 FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                 JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
                 WHERE i.inhrelid = c.oid AND c.relispartition)""";
    }
}
