package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definition.Kind;
import java.util.List;

/** DDL of functions, procedures, aggregates, operators, casts and text search objects. */
record RoutineQueries(ServerFacts server) {
    List<ObjectQuery> all() {
        return List.of(functions(), aggregates(), operators(), casts(), dictionaries(), configurations());
    }

    private String aggregate() {
        return server.since(11) ? "p.prokind = 'a'" : "p.proisagg";
    }

    private ObjectQuery functions() {
        String word = server.since(11) ? "CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END" : "'FUNCTION'";
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'pg_proc/' || p.oid, p.proname, NULL, NULL, ARRAY[pg_get_functiondef(p.oid)],
                       ARRAY[format('DROP %%s IF EXISTS %%I.%%I(%%s)', %s, n.nspname, p.proname,
                                    pg_get_function_identity_arguments(p.oid))]
                FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
                WHERE NOT (%s) AND %s AND %s ORDER BY p.oid"""
                        .formatted(word, aggregate(), ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_proc", "p.oid")));
    }

    private ObjectQuery aggregates() {
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'pg_proc/' || p.oid, p.proname, NULL, NULL,
                       ARRAY[format('CREATE AGGREGATE %%I.%%I(%%s) (', n.nspname, p.proname,
                                    coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'))
                         || concat_ws(', ',
                              'sfunc = ' || g.aggtransfn, 'stype = ' || format_type(g.aggtranstype, NULL),
                              'sspace = ' || nullif(g.aggtransspace, 0),
                              'finalfunc = ' || nullif(g.aggfinalfn::text, '-'),
                              CASE WHEN g.aggfinalextra THEN 'finalfunc_extra' END,
                              'combinefunc = ' || nullif(g.aggcombinefn::text, '-'),
                              'serialfunc = ' || nullif(g.aggserialfn::text, '-'),
                              'deserialfunc = ' || nullif(g.aggdeserialfn::text, '-'),
                              'initcond = ' || quote_literal(g.agginitval),
                              'msfunc = ' || nullif(g.aggmtransfn::text, '-'),
                              'minvfunc = ' || nullif(g.aggminvtransfn::text, '-'),
                              CASE WHEN g.aggmtranstype <> 0 THEN 'mstype = ' || format_type(g.aggmtranstype, NULL) END,
                              'mfinalfunc = ' || nullif(g.aggmfinalfn::text, '-'),
                              'minitcond = ' || quote_literal(g.aggminitval),
                              (SELECT format('sortop = OPERATOR(%%I.%%s)', sn.nspname, s.oprname) FROM pg_catalog.pg_operator s
                               JOIN pg_catalog.pg_namespace sn ON sn.oid = s.oprnamespace WHERE s.oid = g.aggsortop),
                              CASE p.proparallel WHEN 's' THEN 'parallel = safe' WHEN 'r' THEN 'parallel = restricted' END,
                              CASE g.aggkind WHEN 'h' THEN 'hypothetical' END) || ')'],
                       ARRAY[format('DROP AGGREGATE IF EXISTS %%I.%%I(%%s)', n.nspname, p.proname,
                                    coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*'))]
                FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
                JOIN pg_catalog.pg_aggregate g ON g.aggfnoid = p.oid
                WHERE %s AND %s AND %s ORDER BY p.oid"""
                        .formatted(aggregate(), ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_proc", "p.oid")));
    }

    private static ObjectQuery operators() {
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'pg_operator/' || o.oid, o.oprname, NULL, NULL,
                       ARRAY[format('CREATE OPERATOR %%I.%%s (', n.nspname, o.oprname) || concat_ws(', ',
                         'procedure = ' || o.oprcode::text,
                         CASE WHEN o.oprleft <> 0 THEN 'leftarg = ' || format_type(o.oprleft, NULL) END,
                         CASE WHEN o.oprright <> 0 THEN 'rightarg = ' || format_type(o.oprright, NULL) END,
                         (SELECT format('commutator = OPERATOR(%%I.%%s)', x.nspname, k.oprname) FROM pg_catalog.pg_operator k
                          JOIN pg_catalog.pg_namespace x ON x.oid = k.oprnamespace WHERE k.oid = o.oprcom),
                         (SELECT format('negator = OPERATOR(%%I.%%s)', x.nspname, k.oprname) FROM pg_catalog.pg_operator k
                          JOIN pg_catalog.pg_namespace x ON x.oid = k.oprnamespace WHERE k.oid = o.oprnegate),
                         'restrict = ' || nullif(o.oprrest::text, '-'), 'join = ' || nullif(o.oprjoin::text, '-'),
                         CASE WHEN o.oprcanhash THEN 'hashes' END, CASE WHEN o.oprcanmerge THEN 'merges' END) || ')'],
                       ARRAY[format('DROP OPERATOR IF EXISTS %%I.%%s (%%s, %%s)', n.nspname, o.oprname,
                         CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END,
                         CASE WHEN o.oprright = 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END)]
                FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
                WHERE o.oprcode <> 0 AND %s AND %s ORDER BY o.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_operator", "o.oid")));
    }

    private static ObjectQuery casts() {
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'pg_cast/' || c.oid, format('%%s AS %%s', s, t), NULL, NULL,
                       ARRAY[format('CREATE CAST (%%s AS %%s) ', s, t)
                         || CASE c.castmethod WHEN 'b' THEN 'WITHOUT FUNCTION' WHEN 'i' THEN 'WITH INOUT'
                              ELSE 'WITH FUNCTION ' || c.castfunc::regprocedure END
                         || CASE c.castcontext WHEN 'i' THEN ' AS IMPLICIT' WHEN 'a' THEN ' AS ASSIGNMENT' ELSE '' END],
                       ARRAY[format('DROP CAST IF EXISTS (%%s AS %%s)', s, t)]
                FROM (SELECT oid, castmethod, castfunc, castcontext, format_type(castsource, NULL) AS s, format_type(casttarget, NULL) AS t
                      FROM pg_catalog.pg_cast) c
                WHERE c.oid >= 16384 AND %s ORDER BY c.oid"""
                        .formatted(ObjectQuery.notOfAnother("pg_cast", "c.oid")));
    }

    private static ObjectQuery dictionaries() {
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'pg_ts_dict/' || d.oid, d.dictname, NULL, NULL,
                       ARRAY[format('CREATE TEXT SEARCH DICTIONARY %%I.%%I (template = %%I.%%I', n.nspname, d.dictname,
                                    tn.nspname, t.tmplname) || coalesce(', ' || d.dictinitoption, '') || ')'],
                       ARRAY[format('DROP TEXT SEARCH DICTIONARY IF EXISTS %%I.%%I', n.nspname, d.dictname)]
                FROM pg_catalog.pg_ts_dict d JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
                JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate
                JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace
                WHERE %s AND %s ORDER BY d.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_ts_dict", "d.oid")));
    }

    private static ObjectQuery configurations() {
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'pg_ts_config/' || c.oid, c.cfgname, NULL, NULL,
                       ARRAY[format('CREATE TEXT SEARCH CONFIGURATION %%I.%%I (parser = %%I.%%I)', n.nspname, c.cfgname,
                                    pn.nspname, p.prsname)]
                       || (SELECT array_agg(format('ALTER TEXT SEARCH CONFIGURATION %%I.%%I ADD MAPPING FOR %%I WITH %%s',
                                            n.nspname, c.cfgname, m.alias, m.dictionaries) ORDER BY m.alias)
                           FROM (SELECT k.alias, string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno)
                                          AS dictionaries
                                 FROM pg_catalog.pg_ts_config_map m
                                 JOIN pg_catalog.ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype
                                 WHERE m.mapcfg = c.oid GROUP BY k.alias) m),
                       ARRAY[format('DROP TEXT SEARCH CONFIGURATION IF EXISTS %%I.%%I', n.nspname, c.cfgname)]
                FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
                JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser
                JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace
                WHERE %s AND %s ORDER BY c.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_ts_config", "c.oid")));
    }
}
