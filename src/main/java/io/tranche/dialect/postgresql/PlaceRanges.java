package io.tranche.dialect.postgresql;

import io.tranche.catalog.Table;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.KeyRange.By;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parts a table by its pages: each of them is read once and in order, however the keys are spread. Servers find such a range
 * without a scan of the whole table since version 14.
 *
 * @param estimate rows of the table
 * @param rows of a range
 */
record PlaceRanges(Connection connection, Table table, long estimate, long rows) {
    /** A system column: no table has another one of this name. */
    private static final List<String> PLACE = List.of("ctid");

    List<KeyRange> ranges() throws SQLException {
        long pages = pages();
        long count = Math.max(1, Math.min(pages, (estimate + rows - 1) / rows));
        List<KeyRange> ranges = new ArrayList<>();
        Optional<List<String>> from = Optional.empty();
        for (long number = 1; number < count; number++) {
            Optional<List<String>> to = Optional.of(List.of("(" + pages * number / count + ",0)"));
            ranges.add(new KeyRange(By.PLACE, PLACE, from, to));
            from = to;
        }
        ranges.add(new KeyRange(By.PLACE, PLACE, from, Optional.empty()));
        return ranges;
    }

    private long pages() throws SQLException {
        String sql =
                "SELECT pg_catalog.pg_relation_size(%s::pg_catalog.regclass) / pg_catalog.current_setting('block_size')::int8"
                        .formatted(Quoting.literal(Quoting.table(table.name())));
        return Long.parseLong(Rows.plain(connection, sql).get(0).get(0));
    }
}
