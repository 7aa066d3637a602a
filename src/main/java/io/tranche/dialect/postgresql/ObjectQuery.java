package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definition.Kind;

/**
 * A query that writes the DDL of all objects of one sort. Its columns: the object's address ({@code pg_class/16384}), its name
 * for messages, schema and name of the table that it belongs to (NULL if to none), an array of the statements that create it,
 * and one of those that drop it.
 */
record ObjectQuery(Kind kind, String sql) {
    /** Schemas of users, for a namespace called n. */
    static final String USERS = "n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'tranche')";

    /** CREATE EXTENSION brings what belongs to an extension, and a range type its functions and casts; a partitioned table is a part of itself. */
    static String notOfAnother(String catalog, String oid) {
        return """
                NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend ext \
                WHERE ext.classid = 'pg_catalog.%s'::pg_catalog.regclass AND ext.objid = %s AND ext.deptype IN ('e', 'i') \
                AND ext.refobjid <> ext.objid)"""
                .formatted(catalog, oid);
    }

    /** As {@link #notOfAnother}, for what is a part of something without being brought by it. */
    static String notOfExtension(String catalog, String oid) {
        return """
                NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend ext \
                WHERE ext.classid = 'pg_catalog.%s'::pg_catalog.regclass AND ext.objid = %s AND ext.deptype = 'e')"""
                .formatted(catalog, oid);
    }
}
