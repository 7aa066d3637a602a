package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Creates objects in a PostgreSQL database; the statements of one object come and go together. */
final class PostgreSqlDefiner implements Definer {
    private final Connection connection;

    PostgreSqlDefiner(Connections connections) {
        connection = connections.openOrFail();
        try {
            SessionSettings.emptyPath(connection);
            connection.setAutoCommit(false);
            execute("SET check_function_bodies = off");
            connection.commit();
        } catch (SQLException e) {
            close();
            throw Failures.of(e);
        }
    }

    @Override
    public void run(List<String> statements) {
        try {
            for (String sql : statements) {
                execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            rollback(e);
            throw Failures.of(e);
        }
    }

    @Override
    public List<String> notices() {
        return List.of();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void rollback(SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
