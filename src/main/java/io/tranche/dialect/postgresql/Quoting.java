package io.tranche.dialect.postgresql;

import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;

/** Identifiers and literals in SQL text. Literals rely on {@code standard_conforming_strings}, which sessions switch on. */
final class Quoting {
    private Quoting() {}

    static String identifier(String name) {
        refuseZero(name);
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String table(TableName table) {
        return table.schema().isEmpty()
                ? identifier(table.name())
                : identifier(table.schema()) + "." + identifier(table.name());
    }

    static String column(TableName table, String column) {
        return table(table) + "." + identifier(column);
    }

    /** The table's own rows: ONLY leaves inheriting tables out, but on a partitioned table it would leave all rows out. */
    static String from(Table table) {
        return from(table.name(), TableProperties.of(table).partitioned());
    }

    static String from(TableName table, boolean partitioned) {
        return partitioned ? table(table) : "ONLY " + table(table);
    }

    static String literal(String value) {
        refuseZero(value);
        return "'" + value.replace("'", "''") + "'";
    }

    private static void refuseZero(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PostgreSQL knows no names or texts with a zero byte");
        }
    }
}
