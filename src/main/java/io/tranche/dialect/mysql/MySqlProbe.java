package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.config.SourceLimits;
import io.tranche.dialect.Load;
import io.tranche.dialect.LoadProbe;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code Threads_running} and {@code Seconds_Behind_Source}. */
final class MySqlProbe implements LoadProbe {
    private final JdbcConnection connection;
    private final ServerFacts server;
    private final SourceLimits limits;

    private MySqlProbe(JdbcConnection connection, ServerFacts server, SourceLimits limits) {
        this.connection = connection;
        this.server = server;
        this.limits = limits;
    }

    static LoadProbe open(Connections connections, ServerFacts server, SourceLimits limits) throws SQLException {
        MySqlProbe probe = new MySqlProbe(SourceSession.open(connections), server, limits);
        try {
            probe.load();
            return probe;
        } catch (SqlFailure e) {
            probe.close();
            if (e.kind() != SqlFailure.Kind.DENIED) {
                throw e;
            }
            throw new Refusal(
                    "--max-lag",
                    connections.config().name() + " does not tell its user how far it lags: " + e.getMessage() + ".",
                    "GRANT " + (server.mariaDb() ? "REPLICA MONITOR" : "REPLICATION CLIENT")
                            + " ON *.* to the user, or leave --max-lag out.");
        }
    }

    @Override
    public Load load() {
        try {
            return new Load(
                    limits.lag().isPresent() ? lag() : Optional.empty(),
                    limits.running().isPresent() ? running() : OptionalInt.empty());
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private OptionalInt running() throws SQLException {
        return OptionalInt.of(Integer.parseInt(Sessions.row(connection, "SHOW GLOBAL STATUS LIKE 'Threads_running'")
                .get(1)));
    }

    /** The longest of all channels; empty where nothing is replicated. */
    private Optional<Duration> lag() throws SQLException {
        String sql = server.mariaDb()
                ? "SHOW ALL SLAVES STATUS"
                : server.mySqlSince(80022) ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS";
        String column = server.mySqlSince(80022) ? "Seconds_Behind_Source" : "Seconds_Behind_Master";
        Optional<Duration> longest = Optional.empty();
        try (Statement statement = connection.createStatement();
                ResultSet channels = statement.executeQuery(sql)) {
            while (channels.next()) {
                String seconds = channels.getString(column);
                Duration lag = seconds == null ? Load.ENDLESS : Duration.ofSeconds(Long.parseLong(seconds));
                longest = longest.filter(other -> other.compareTo(lag) > 0).or(() -> Optional.of(lag));
            }
        }
        return longest;
    }

    @Override
    public void close() {
        Sessions.close(connection);
    }
}
