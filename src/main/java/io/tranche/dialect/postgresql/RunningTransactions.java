package io.tranche.dialect.postgresql;

import io.tranche.dialect.OpenTransactions;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/**
 * The oldest open transaction of this database. One that has written nothing yet counts: {@code now()} is the time at which it
 * began.
 */
final class RunningTransactions {
    private static final String QUESTION =
            """
            SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0),
              count(*) FILTER (WHERE state IS NULL),
              (SELECT count(*) FROM pg_catalog.pg_prepared_xacts p WHERE p.database = current_database())
            FROM pg_catalog.pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_catalog.pg_backend_pid()
              AND backend_type NOT IN ('autovacuum worker', 'walsender')""";

    private RunningTransactions() {}

    static OpenTransactions of(Connection connection, ServerFacts server) {
        List<String> row = Rows.of(connection, QUESTION).get(0);
        long milliseconds = (long) Math.ceil(Double.parseDouble(row.get(0)) * 1000);
        return new OpenTransactions(
                Duration.ofMillis(Math.max(0, milliseconds)),
                doubt(server, Integer.parseInt(row.get(1)), Integer.parseInt(row.get(2))));
    }

    private static String doubt(ServerFacts server, int hidden, int prepared) {
        if (server.standby()) {
            return "it is a standby, and what is open on its primary cannot be seen here";
        }
        if (prepared > 0) {
            return "it holds prepared transactions, which do not tell when they began";
        }
        return hidden > 0 ? "its user may not see other users' transactions (GRANT pg_read_all_stats)" : "";
    }
}
