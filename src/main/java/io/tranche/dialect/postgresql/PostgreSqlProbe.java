package io.tranche.dialect.postgresql;

import io.tranche.config.SourceLimits;
import io.tranche.dialect.Load;
import io.tranche.dialect.LoadProbe;
import io.tranche.error.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Active sessions; the lag of a standby, or of a primary's standbys. */
final class PostgreSqlProbe implements LoadProbe {
    private static final String RUNNING =
            """
            SELECT count(*) FROM pg_catalog.pg_stat_activity
            WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid()""";

    private static final String LAG =
            """
            SELECT pg_catalog.round((1000 * CASE
              WHEN NOT pg_catalog.pg_is_in_recovery() THEN
                (SELECT max(extract(epoch FROM replay_lag)) FROM pg_catalog.pg_stat_replication)
              WHEN pg_catalog.pg_last_wal_receive_lsn() = pg_catalog.pg_last_wal_replay_lsn()
                AND EXISTS (SELECT 1 FROM pg_catalog.pg_stat_wal_receiver) THEN 0
              ELSE extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.pg_last_xact_replay_timestamp())
            END)::pg_catalog.numeric)""";

    private final Connection connection;
    private final SourceLimits limits;

    private PostgreSqlProbe(Connection connection, SourceLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    static LoadProbe open(Connections connections, SourceLimits limits) {
        Connection connection = connections.openOrFail();
        if (!seesOthers(connection)) {
            close(connection);
            throw new Refusal(
                    limits.running().isPresent() ? "--max-running" : "--max-lag",
                    connections.config().name() + " does not show its user what other sessions do.",
                    "GRANT pg_read_all_stats TO the user, or leave the option out.");
        }
        return new PostgreSqlProbe(connection, limits);
    }

    private static boolean seesOthers(Connection connection) {
        return Rows.of(connection, "SELECT pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE')")
                .get(0)
                .get(0)
                .equals("t");
    }

    @Override
    public Load load() {
        return new Load(
                limits.lag().isPresent() ? lag() : Optional.empty(),
                limits.running().isPresent() ? running() : OptionalInt.empty());
    }

    private OptionalInt running() {
        return OptionalInt.of(
                Integer.parseInt(Rows.of(connection, RUNNING).get(0).get(0)));
    }

    private Optional<Duration> lag() {
        return Optional.ofNullable(Rows.of(connection, LAG).get(0).get(0))
                .map(Long::parseLong)
                .map(Duration::ofMillis);
    }

    @Override
    public void close() {
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }
}
