package io.tranche.sync;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.row.LineBatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The times of one table's rows. */
record Times(Dialect dialect, Table table, Column time) {
    /** No clock of this world is further ahead of UTC. */
    private static final Duration FURTHEST_ZONE = Duration.ofHours(14);

    /** No column tells times apart that are nearer to each other. */
    private static final Duration SHORTEST = Duration.ofNanos(1_000);

    String column() {
        return time.name();
    }

    /** SQL for rows of this time and later, and those without one. */
    String notBefore(LocalDateTime first) {
        return dialect.notBefore(table.name(), time, first);
    }

    /** SQL for rows that have none. */
    String none() {
        return quoted() + " IS NULL";
    }

    /**
     * A time that about {@code rows} rows come before, of those from another one on: rows of one time stay together.
     *
     * @return later than {@code from}; empty where no more rows than these follow, or what follows is no time
     */
    Optional<LocalDateTime> after(Reader source, LocalDateTime from, long rows) {
        Query query = new Query(
                table,
                List.of(),
                List.of(Output.of(time)),
                List.of(notBefore(from), "NOT (" + none() + ")"),
                Optional.empty(),
                List.of(quoted()),
                OptionalLong.of(rows),
                Optional.empty());
        LocalDateTime[] last = {null};
        long read = source.read(
                query, batch -> last[0] = time(batch, batch.rows() - 1).orElse(null));
        if (read < rows || last[0] == null) {
            return Optional.empty();
        }
        return Optional.of(last[0].isAfter(from) ? last[0] : from.plus(SHORTEST));
    }

    /** Rows whose column is NULL. */
    long rowsWithout(Reader source) {
        if (!time.nullable()) {
            return 0;
        }
        String sql = "SELECT COUNT(*) FROM " + dialect.from(table) + " WHERE " + none();
        return Long.parseLong(source.rows(sql).get(0).get(0));
    }

    /** The newest time that is not in the future; that one would hold back all later runs. */
    Optional<LocalDateTime> newest(Reader source) {
        LocalDateTime future = LocalDateTime.now(ZoneOffset.UTC).plus(FURTHEST_ZONE);
        Query query = new Query(
                table,
                List.of(),
                List.of(Output.of(time)),
                List.of("NOT " + notBefore(future)),
                Optional.empty(),
                List.of(quoted() + " DESC"),
                OptionalLong.of(1),
                Optional.empty());
        LocalDateTime[] newest = {null};
        source.read(query, batch -> newest[0] = time(batch, 0).orElse(newest[0]));
        return Optional.ofNullable(newest[0]);
    }

    private Optional<LocalDateTime> time(LineBatch batch, int row) {
        if (row < 0 || row >= batch.rows()) {
            return Optional.empty();
        }
        int from = batch.start(row);
        return dialect.time(new String(batch.bytes(), from, batch.end(row) - 1 - from, StandardCharsets.US_ASCII));
    }

    private String quoted() {
        return dialect.quote(table.name(), time.name());
    }
}
