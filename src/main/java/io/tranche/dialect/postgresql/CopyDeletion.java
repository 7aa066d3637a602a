package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.row.Escapes;
import io.tranche.row.LineBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Deletes a row by all of its values, compared as COPY would write them: {@code format} uses the same output functions. */
record CopyDeletion(Table table, List<Column> columns) {
    String sql(LineBatch lines, int row) {
        List<byte[]> values = Escapes.fields(lines, row);
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String value = ColumnText.exact(table.name(), columns.get(i));
            conditions.add(
                    values.get(i) == null
                            ? "(" + value + ") IS NOT DISTINCT FROM NULL"
                            : "pg_catalog.format('%s', " + value + ") COLLATE \"C\" = "
                                    + Quoting.literal(new String(values.get(i), StandardCharsets.UTF_8)));
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String name = Quoting.table(table.name());
        String from = Quoting.from(table);
        return "DELETE FROM " + from + " WHERE (" + name + ".tableoid, " + name + ".ctid) = (SELECT " + name
                + ".tableoid, " + name + ".ctid FROM " + from + where + " LIMIT 1)";
    }
}
