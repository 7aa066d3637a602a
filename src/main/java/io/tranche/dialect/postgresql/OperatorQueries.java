package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definition.Kind;
import java.util.List;

/** DDL of operator families and classes, text search parsers and templates, conversions. */
record OperatorQueries() {
    List<ObjectQuery> all() {
        return List.of(families(), classes(), looseMembers(), parsers(), templates(), conversions());
    }

    private static ObjectQuery families() {
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'pg_opfamily/' || f.oid, format('operator family %%I.%%I using %%I', n.nspname, f.opfname, m.amname),
                       NULL, NULL,
                       ARRAY[format('CREATE OPERATOR FAMILY %%I.%%I USING %%I', n.nspname, f.opfname, m.amname)],
                       ARRAY[format('DROP OPERATOR FAMILY IF EXISTS %%I.%%I USING %%I', n.nspname, f.opfname, m.amname)]
                FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
                JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod WHERE %s AND %s ORDER BY f.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_opfamily", "f.oid")));
    }

    /** @param owner the class or family that members hang on, as a condition over d.refclassid and d.refobjid */
    private static String members(String owner) {
        return """
                SELECT 1 AS step, a.amopstrategy::int AS number, a.amoplefttype AS one, a.amoprighttype AS other,
                       format('OPERATOR %%s %%s%%s', a.amopstrategy, a.amopopr::regoperator, coalesce((
                         SELECT format(' FOR ORDER BY %%I.%%I', fn.nspname, o.opfname) FROM pg_catalog.pg_opfamily o
                         JOIN pg_catalog.pg_namespace fn ON fn.oid = o.opfnamespace WHERE o.oid = a.amopsortfamily), '')) AS text
                FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_amop a ON a.oid = d.objid
                WHERE d.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass AND %1$s
                UNION ALL
                SELECT 2, a.amprocnum::int, a.amproclefttype, a.amprocrighttype,
                       format('FUNCTION %%s (%%s, %%s) %%s', a.amprocnum, format_type(a.amproclefttype, NULL),
                              format_type(a.amprocrighttype, NULL), a.amproc::regprocedure)
                FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_amproc a ON a.oid = d.objid
                WHERE d.classid = 'pg_catalog.pg_amproc'::pg_catalog.regclass AND %1$s"""
                .formatted(owner);
    }

    private static ObjectQuery classes() {
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'pg_opclass/' || c.oid, format('operator class %%I.%%I using %%I', n.nspname, c.opcname, m.amname),
                       NULL, NULL,
                       ARRAY[format('CREATE OPERATOR CLASS %%I.%%I%%s FOR TYPE %%s USING %%I FAMILY %%I.%%I AS ', n.nspname, c.opcname,
                                    CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END, format_type(c.opcintype, NULL),
                                    m.amname, fn.nspname, f.opfname)
                         || coalesce((SELECT string_agg(x.text, ', ' ORDER BY x.step, x.number, x.one, x.other) FROM (%s) x), '')
                         || CASE WHEN c.opckeytype <> 0 OR NOT EXISTS (%s)
                                 THEN CASE WHEN EXISTS (%s) THEN ', ' ELSE '' END || 'STORAGE '
                                   || format_type(coalesce(nullif(c.opckeytype, 0), c.opcintype), NULL) ELSE '' END],
                       ARRAY[format('DROP OPERATOR CLASS IF EXISTS %%I.%%I USING %%I', n.nspname, c.opcname, m.amname)]
                FROM pg_catalog.pg_opclass c JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace
                JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily
                JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
                WHERE %s AND %s ORDER BY c.oid"""
                        .formatted(
                                members(ofClass()),
                                members(ofClass()),
                                members(ofClass()),
                                ObjectQuery.USERS,
                                ObjectQuery.notOfExtension("pg_opclass", "c.oid")));
    }

    private static String ofClass() {
        return "d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass AND d.refobjid = c.oid";
    }

    /** Members of a family that no class needs. */
    private static ObjectQuery looseMembers() {
        String ofFamily = "d.refclassid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass AND d.refobjid = f.oid";
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'members/' || f.oid, format('members of operator family %%I.%%I', n.nspname, f.opfname), NULL, NULL,
                       ARRAY[format('ALTER OPERATOR FAMILY %%I.%%I USING %%I ADD ', n.nspname, f.opfname, m.amname)
                         || (SELECT string_agg(x.text, ', ' ORDER BY x.step, x.number, x.one, x.other) FROM (%s) x)],
                       ARRAY[]::text[]
                FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
                JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
                WHERE %s AND %s AND EXISTS (%s) ORDER BY f.oid"""
                        .formatted(
                                members(ofFamily),
                                ObjectQuery.USERS,
                                ObjectQuery.notOfAnother("pg_opfamily", "f.oid"),
                                members(ofFamily)));
    }

    private static ObjectQuery parsers() {
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'pg_ts_parser/' || p.oid, format('text search parser %%I.%%I', n.nspname, p.prsname), NULL, NULL,
                       ARRAY[format('CREATE TEXT SEARCH PARSER %%I.%%I (START = %%s, GETTOKEN = %%s, END = %%s, %%sLEXTYPES = %%s)',
                         n.nspname, p.prsname, p.prsstart::regproc, p.prstoken::regproc, p.prsend::regproc,
                         CASE WHEN p.prsheadline::oid <> 0 THEN format('HEADLINE = %%s, ', p.prsheadline::regproc) ELSE '' END,
                         p.prslextype::regproc)],
                       ARRAY[format('DROP TEXT SEARCH PARSER IF EXISTS %%I.%%I', n.nspname, p.prsname)]
                FROM pg_catalog.pg_ts_parser p JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace
                WHERE %s AND %s ORDER BY p.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_ts_parser", "p.oid")));
    }

    private static ObjectQuery templates() {
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'pg_ts_template/' || t.oid, format('text search template %%I.%%I', n.nspname, t.tmplname), NULL, NULL,
                       ARRAY[format('CREATE TEXT SEARCH TEMPLATE %%I.%%I (%%sLEXIZE = %%s)', n.nspname, t.tmplname,
                         CASE WHEN t.tmplinit::oid <> 0 THEN format('INIT = %%s, ', t.tmplinit::regproc) ELSE '' END,
                         t.tmpllexize::regproc)],
                       ARRAY[format('DROP TEXT SEARCH TEMPLATE IF EXISTS %%I.%%I', n.nspname, t.tmplname)]
                FROM pg_catalog.pg_ts_template t JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
                WHERE %s AND %s ORDER BY t.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_ts_template", "t.oid")));
    }

    private static ObjectQuery conversions() {
        return new ObjectQuery(
                Kind.ROUTINE,
                """
                SELECT 'pg_conversion/' || c.oid, format('conversion %%I.%%I', n.nspname, c.conname), NULL, NULL,
                       ARRAY[format('CREATE %%sCONVERSION %%I.%%I FOR %%L TO %%L FROM %%s',
                         CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END, n.nspname, c.conname,
                         pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc)],
                       ARRAY[format('DROP CONVERSION IF EXISTS %%I.%%I', n.nspname, c.conname)]
                FROM pg_catalog.pg_conversion c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
                WHERE %s AND %s ORDER BY c.oid"""
                        .formatted(ObjectQuery.USERS, ObjectQuery.notOfAnother("pg_conversion", "c.oid")));
    }
}
