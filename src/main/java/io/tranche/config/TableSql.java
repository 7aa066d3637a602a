package io.tranche.config;

/** Placeholders of rules. */
public final class TableSql {
    private TableSql() {}

    public static String expand(String sql, String quotedTable) {
        throw new UnsupportedOperationException(sql + quotedTable);
    }
}
