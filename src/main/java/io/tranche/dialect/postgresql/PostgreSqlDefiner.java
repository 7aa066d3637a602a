package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Creates objects in a PostgreSQL database. Each statement is its own transaction: a constraint that was added without looking
 * at the rows stays, though they break it.
 */
final class PostgreSqlDefiner implements Definer {
    private final KeptSessions sessions;
    private final Connection connection;

    PostgreSqlDefiner(KeptSessions sessions) {
        this.sessions = sessions;
        this.connection = sessions.take();
    }

    @Override
    public void run(List<String> statements) {
        try {
            for (String sql : statements) {
                execute(sql);
            }
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public int runTogether(List<List<String>> objects) {
        try {
            connection.setAutoCommit(false);
            try {
                for (List<String> statements : objects) {
                    for (String sql : statements) {
                        execute(sql);
                    }
                }
                connection.commit();
                return objects.size();
            } catch (SQLException e) {
                // each on its own then, so that the one that is refused is known
                connection.rollback();
                return 0;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public List<String> notices() {
        return List.of();
    }

    @Override
    public void close() {
        sessions.giveBack(connection);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
