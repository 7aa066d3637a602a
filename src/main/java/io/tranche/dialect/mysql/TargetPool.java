package io.tranche.dialect.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Borrowed;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** The target's connections, kept for the next unit. Thread-safe. */
final class TargetPool implements AutoCloseable {
    /** More than any run has workers; none is opened before it is needed. */
    private static final int MOST = 128;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HikariDataSource pool;

    TargetPool(Connections connections) {
        ConnectionConfig config = connections.config();
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(new Prepared(connections));
        settings.setPoolName("tranche target " + config.name());
        settings.setAutoCommit(false);
        Borrowed.inTurns(settings);
        settings.setMaximumPoolSize(MOST);
        settings.setMaxLifetime(0);
        settings.setIdleTimeout(TimeUnit.MINUTES.toMillis(5));
        settings.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(settings);
    }

    Connection borrow() throws SQLException {
        return Borrowed.from(pool, PATIENCE);
    }

    /** Has the pool forget a connection; it must still be closed. */
    void forget(Connection connection) {
        pool.evictConnection(connection);
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Opens connections with the target's settings. */
    private record Prepared(Connections connections) implements DataSource {
        @Override
        public Connection getConnection() throws SQLException {
            return TargetConnection.open(connections);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            // nothing is written
        }

        @Override
        public void setLoginTimeout(int seconds) {
            // the driver's connectTimeout holds
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("no " + type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
