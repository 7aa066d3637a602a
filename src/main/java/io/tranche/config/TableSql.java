package io.tranche.config;

/** The placeholders in a rule's SQL. */
public final class TableSql {
    private static final String TABLE_NAME = "%table_name%";

    private TableSql() {}

    /**
     * Writes a rule's SQL out for one table: {@code %table_name%} becomes the table, {@code %%} a percent sign, and a lone
     * {@code %} stays as it is. The text is read once, from left to right; what was put in is not looked at again.
     *
     * @param where SQL as it stands in schema.yml
     * @param quotedTable the table, quoted by the dialect
     */
    public static String expand(String where, String quotedTable) {
        StringBuilder sql = new StringBuilder(where.length() + quotedTable.length());
        int position = 0;
        while (position < where.length()) {
            if (where.startsWith(TABLE_NAME, position)) {
                sql.append(quotedTable);
                position += TABLE_NAME.length();
            } else if (where.startsWith("%%", position)) {
                sql.append('%');
                position += 2;
            } else {
                sql.append(where.charAt(position));
                position++;
            }
        }
        return sql.toString();
    }
}
