package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;

/** SQL that gives a column's value so that its COPY text means the same in any session. */
final class ColumnText {
    private static final String NAME = "pg_catalog.quote_ident(n.nspname) || '.' || ";

    private ColumnText() {}

    /**
     * The column itself, but for names of objects: those leave out the schemas of the reader's search path, which the
     * target's session need not have.
     */
    static String exact(TableName table, Column column) {
        String value = Quoting.column(table, column.name());
        PostgreSqlType type = PostgreSqlType.of(column);
        if (!type.objectIdentifier()) {
            return value;
        }
        return switch (type.name()) {
            case "regproc" -> named(value, NAME + "pg_catalog.quote_ident(o.proname)", "pg_proc", "pronamespace");
            case "regoper" -> named(value, NAME + "o.oprname", "pg_operator", "oprnamespace");
            default -> identity(value, catalogOf(type));
        };
    }

    /** With its schema and, where it has one, its argument list. A number without an object stays a number. */
    private static String identity(String value, String catalog) {
        return """
                coalesce((SELECT i.identity FROM pg_catalog.%1$s o, \
                pg_catalog.pg_identify_object('pg_catalog.%1$s'::pg_catalog.regclass, o.oid, 0) i \
                WHERE o.oid = %2$s), %2$s::text)"""
                .formatted(catalog, value);
    }

    private static String named(String value, String name, String catalog, String schema) {
        return """
                coalesce((SELECT %1$s FROM pg_catalog.%2$s o JOIN pg_catalog.pg_namespace n ON n.oid = o.%3$s \
                WHERE o.oid = %4$s), %4$s::text)"""
                .formatted(name, catalog, schema, value);
    }

    private static String catalogOf(PostgreSqlType type) {
        return switch (type.name()) {
            case "regclass" -> "pg_class";
            case "regtype" -> "pg_type";
            case "regprocedure" -> "pg_proc";
            case "regoperator" -> "pg_operator";
            case "regconfig" -> "pg_ts_config";
            case "regdictionary" -> "pg_ts_dict";
            default -> "pg_collation";
        };
    }
}
