package io.tranche.dialect.postgresql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Where the pool gets its sessions from: set as {@link SessionSettings} says, in the replica role where that is allowed. */
final class SessionSource implements DataSource {
    private final Connections connections;
    private final ReplicaRole role;

    /** Seconds. The pool sets it, and waits as long for sessions that are being opened when it ends. */
    private volatile int loginTimeout;

    SessionSource(Connections connections, ReplicaRole role) {
        this.connections = connections;
        this.role = role;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = connections.open();
        try {
            role.enter(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the connection's own user logs in");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // the driver logs through java.util.logging
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.postgresql");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
