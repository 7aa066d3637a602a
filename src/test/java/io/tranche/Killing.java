package io.tranche;

import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Kills a process some time after its work shows in a database. */
final class Killing {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int POLL_MILLISECONDS = 10;

    /** SQL states of a table, or its schema, that is not there. */
    private static final Set<String> ABSENT = Set.of("42S02", "42P01", "3F000");

    private Killing() {}

    /**
     * Returns when the process is dead; it may have come to its own end before.
     *
     * @param query its first column is looked at again and again, by one connection: opening one costs more than asking
     * @param due what must be seen; a table that is not there yet shows nothing
     */
    static void once(
            Process process, TestServer server, String database, String query, Predicate<String> due, Duration later)
            throws SQLException, InterruptedException {
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement()) {
            long limit = System.nanoTime() + PATIENCE.toNanos();
            while (process.isAlive() && !shows(statement, query, due) && System.nanoTime() < limit) {
                process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            }
            process.waitFor(later.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean shows(Statement statement, String query, Predicate<String> due) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() && due.test(rows.getString(1));
        } catch (SQLException e) {
            if (ABSENT.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
