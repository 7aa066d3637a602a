package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Table;
import io.tranche.dialect.KeyRange;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts a table by its identity's first column, at the quantiles of a sample: some hundred pages are read, whatever the size
 * of the table, and ranges are even within a few percent however the keys are spread.
 */
record KeyRanges(Connection connection, Table table, long rows) {
    /** Some hundred pages of a hundred rows each. */
    private static final long SAMPLED_ROWS = 30_000;

    private static final Pattern PLAN_ROWS = Pattern.compile("rows=(\\d+)");

    List<KeyRange> ranges() throws SQLException {
        Optional<Column> column = table.identity().map(Key::columns).map(names -> table.columnOf(names.get(0)));
        long estimate = estimate();
        if (column.isEmpty() || estimate < rows + rows / 2) {
            return List.of(new KeyRange(names(column), Optional.empty(), Optional.empty()));
        }
        List<KeyRange> ranges = new ArrayList<>();
        Optional<List<String>> from = Optional.empty();
        for (String bound : bounds(column.get(), estimate)) {
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

    /** The quantiles of a sample of pages. Equal keys may fall on several of them. */
    private List<String> bounds(Column column, long estimate) throws SQLException {
        String sql =
                """
                SELECT DISTINCT k FROM (
                  SELECT k, row_number() OVER (ORDER BY k) AS place, count(*) OVER () AS places FROM (
                    SELECT %1$s AS k FROM %2$s TABLESAMPLE SYSTEM (%3$s) REPEATABLE (1)) sampled) placed
                WHERE place * %4$d / places > (place - 1) * %4$d / places AND place < places
                ORDER BY k"""
                        .formatted(
                                Quoting.column(table.name(), column.name()),
                                Quoting.from(table),
                                BigDecimal.valueOf(Math.min(100.0, 100.0 * SAMPLED_ROWS / estimate))
                                        .toPlainString(),
                                (estimate + rows - 1) / rows);
        return Rows.plain(connection, sql).stream().map(row -> row.get(0)).toList();
    }
}
