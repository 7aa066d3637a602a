package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.dialect.OpenTransactions;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The oldest of the transactions that run, and of the statements: a statement knows its {@code NOW()} from its beginning, but
 * may wait for a lock before its transaction is one.
 */
final class RunningTransactions {
    private static final String OLDEST_TRANSACTION =
            "SELECT COALESCE(MAX(TIMESTAMPDIFF(SECOND, trx_started, SYSDATE())), -1) FROM information_schema.innodb_trx";

    /** Threads that only wait are in other commands; those of replication are not transactions of clients. */
    private static final String OLDEST_STATEMENT =
            """
            SELECT COALESCE(MAX(time), -1) FROM information_schema.processlist
            WHERE command IN ('Query', 'Execute', 'Prepare', 'Fetch', 'Delayed insert') AND id <> CONNECTION_ID()
              AND user <> 'system user'""";

    private RunningTransactions() {}

    static OpenTransactions of(JdbcConnection connection) throws SQLException {
        long transaction;
        try {
            transaction =
                    Long.parseLong(Sessions.row(connection, OLDEST_TRANSACTION).get(0));
        } catch (SQLException e) {
            return new OpenTransactions(
                    Duration.ZERO, "its user may not see other users' transactions (the PROCESS privilege)");
        }
        long statement =
                Long.parseLong(Sessions.row(connection, OLDEST_STATEMENT).get(0));
        long oldest = Math.max(transaction, statement);
        // both are whole seconds, cut off
        return new OpenTransactions(oldest < 0 ? Duration.ZERO : Duration.ofSeconds(oldest + 1), doubt(connection));
    }

    private static String doubt(JdbcConnection connection) throws SQLException {
        boolean replica = !Sessions.rows(
                        connection,
                        """
                        SELECT 1 FROM information_schema.processlist
                        WHERE user = 'system user' AND (command = 'Slave_SQL' OR state LIKE '%relay log%'
                          OR state LIKE 'Replica has read%' OR state LIKE 'Waiting for an event from Coordinator%')
                        LIMIT 1""")
                .isEmpty();
        return replica ? "it is a replica, and what is open on its primary cannot be seen here" : "";
    }
}
