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

    String column() {
        return time.name();
    }

    /** SQL for rows of this time and later, and those without one. */
    String notBefore(LocalDateTime first) {
        return dialect.notBefore(table.name(), time, first);
    }

    /** Rows whose column is NULL. */
    long rowsWithout(Reader source) {
        if (!time.nullable()) {
            return 0;
        }
        String sql = "SELECT COUNT(*) FROM " + dialect.from(table) + " WHERE " + quoted() + " IS NULL";
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
        source.read(query, batch -> newest[0] = first(batch).orElse(newest[0]));
        return Optional.ofNullable(newest[0]);
    }

    private Optional<LocalDateTime> first(LineBatch batch) {
        if (batch.rows() == 0) {
            return Optional.empty();
        }
        int from = batch.start(0);
        return dialect.time(new String(batch.bytes(), from, batch.end(0) - 1 - from, StandardCharsets.US_ASCII));
    }

    private String quoted() {
        return dialect.quote(table.name(), time.name());
    }
}
