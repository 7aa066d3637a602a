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

/**
 * Parts a table by its identity's first column, at the quantiles of a sample: some hundred pages are read, whatever the size
 * of the table, and ranges are even within a few percent however the keys are spread.
 *
 * @param estimate rows of the table
 * @param rows of a range
 */
record KeyRanges(Connection connection, Table table, long estimate, long rows) {
    /** Some hundred pages of a hundred rows each. */
    private static final long SAMPLED_ROWS = 30_000;

    List<KeyRange> ranges() throws SQLException {
        Optional<Column> column = table.identity().map(Key::columns).map(names -> table.columnOf(names.get(0)));
        if (column.isEmpty() || estimate < rows + rows / 2) {
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

    /** The quantiles of a sample of pages. Equal keys may fall on several of them. */
    private List<String> bounds(Column column) throws SQLException {
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
