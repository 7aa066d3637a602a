package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Table;
import io.tranche.dialect.KeyRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts a table by its identity's first column. The bounds are found by walking the index, {@code rows} entries a step: one
 * index-only scan, so ranges are even however the keys are spread.
 */
record KeyRanges(Connection connection, Table table, long rows) {
    private static final Pattern PLAN_ROWS = Pattern.compile("rows=(\\d+)");

    List<KeyRange> ranges() throws SQLException {
        Optional<Column> column = table.identity().map(Key::columns).map(names -> table.columnOf(names.get(0)));
        if (column.isEmpty() || estimate() < rows + rows / 2) {
            return List.of(new KeyRange(names(column), Optional.empty(), Optional.empty()));
        }
        List<KeyRange> ranges = new ArrayList<>();
        Optional<List<String>> from = Optional.empty();
        for (String bound : bounds(column.get())) {
            Optional<List<String>> to = Optional.of(List.of(bound));
            ranges.add(new KeyRange(names(column), from, to));
            from = to;
        }
        ranges.add(new KeyRange(names(column), from, Optional.empty()));
        return ranges;
    }

    private static List<String> names(Optional<Column> column) {
        return column.map(Column::name).map(List::of).orElse(List.of());
    }

    /** The planner's, for it looks at the file: a table may never have been analysed. */
    private long estimate() throws SQLException {
        String plan = Rows.plain(connection, "EXPLAIN SELECT 1 FROM " + Quoting.from(table))
                .get(0)
                .get(0);
        Matcher matcher = PLAN_ROWS.matcher(plan);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private List<String> bounds(Column column) throws SQLException {
        String name = Quoting.column(table.name(), column.name());
        String from = Quoting.from(table);
        String sql =
                """
                WITH RECURSIVE bound(k) AS (
                  (SELECT %1$s FROM %2$s ORDER BY 1 OFFSET %3$d LIMIT 1)
                  UNION ALL
                  SELECT (SELECT %1$s FROM %2$s WHERE %1$s > bound.k ORDER BY 1 OFFSET %3$d LIMIT 1)
                  FROM bound WHERE bound.k IS NOT NULL
                )
                SELECT k FROM bound WHERE k IS NOT NULL"""
                        .formatted(name, from, rows);
        return Rows.plain(connection, sql).stream().map(row -> row.get(0)).toList();
    }
}
