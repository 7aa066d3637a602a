package io.tranche.dialect.postgresql;

import io.tranche.config.ConnectionConfig;
import io.tranche.error.Interruption;
import io.tranche.error.RunFailure;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens sessions that are set as {@link SessionSettings} says. Thread-safe. */
final class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class.getName());
    private static final Driver DRIVER = new org.postgresql.Driver();

    private final ConnectionConfig config;
    private final Side side;
    private final String url;
    private final Properties properties;

    /** Which end of the run a session is on. */
    enum Side {
        SOURCE,
        TARGET
    }

    Connections(ConnectionConfig config, Side side) {
        this.config = config;
        this.side = side;
        this.url = ConnectionProperties.url(config);
        this.properties = ConnectionProperties.of(config);
    }

    ConnectionConfig config() {
        return config;
    }

    /** A new session, in autocommit. The caller closes it. */
    Connection open() throws SQLException {
        Connection connection = DRIVER.connect(url, (Properties) properties.clone());
        try {
            for (String statement : config.start()) {
                SessionSettings.run(connection, statement);
            }
            SessionSettings.apply(connection, side);
            return connection;
        } catch (SQLException | RuntimeException e) {
            abandon(connection);
            throw e;
        }
    }

    /** @throws RunFailure that names the connection and the reason */
    Connection openOrFail() {
        try {
            return open();
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    RunFailure unreachable(SQLException e) {
        return new RunFailure(
                "Cannot connect to " + config.name() + ": " + Failures.words(e)
                        + ". Check host, port, user, password and database of this connection.",
                e);
    }

    /** Closes a session that nobody needs; one that is lost already is no failure. */
    static void abandon(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.FINE, "while a session was closed", e);
        }
    }

    static Interruption interrupted() {
        Thread.currentThread().interrupt();
        return new Interruption("Interrupted while waiting for PostgreSQL.");
    }
}
