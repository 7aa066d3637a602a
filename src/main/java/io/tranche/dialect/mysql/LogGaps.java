package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.dialect.SqlFailure;
import java.sql.SQLException;
import java.util.List;

/**
 * Which commits a server that keeps a binary log leaves out of it, as far as its user may see: then an unmoved log does not
 * prove that nothing has changed. Sessions with {@code sql_log_bin = 0} are seen by nobody.
 *
 * @param databases those of some databases, by binlog-do-db or binlog-ignore-db
 * @param applied those that it applies as a replica
 */
record LogGaps(boolean databases, boolean applied) {
    private static final String APPLIES =
            "SHOW GLOBAL STATUS WHERE Variable_name IN ('Slaves_running', 'wsrep_cluster_size') AND Value > 0";

    static LogGaps of(JdbcConnection connection, ServerFacts server) throws SQLException {
        return new LogGaps(leavesDatabasesOut(connection, server), leavesAppliedOut(connection, server));
    }

    boolean none() {
        return !databases && !applied;
    }

    /** The position of the log, with the databases that are in it and not in it: no row without a log. */
    static List<List<String>> status(JdbcConnection connection, ServerFacts server) throws SQLException {
        return Sessions.rows(connection, server.mySqlSince(80200) ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS");
    }

    private static boolean leavesDatabasesOut(JdbcConnection connection, ServerFacts server) throws SQLException {
        try {
            return status(connection, server).stream()
                    .anyMatch(row -> !row.get(2).isEmpty() || !row.get(3).isEmpty());
        } catch (SQLException e) {
            if (SqlFailures.kind(e) != SqlFailure.Kind.DENIED) {
                throw e;
            }
            return false;
        }
    }

    private static boolean leavesAppliedOut(JdbcConnection connection, ServerFacts server) throws SQLException {
        String variable = updatesVariable(server);
        boolean logs =
                Sessions.row(connection, "SELECT @@GLOBAL." + variable).get(0).equals("1");
        boolean mayApply =
                !server.mariaDb() || !Sessions.rows(connection, APPLIES).isEmpty();
        return !logs && mayApply;
    }

    private static String updatesVariable(ServerFacts server) {
        return server.mySqlSince(80026) ? "log_replica_updates" : "log_slave_updates";
    }

    /** Why an unmoved log proves nothing; empty if it does. */
    String words(ServerFacts server) {
        if (databases) {
            return "its binary log leaves databases out (binlog-do-db, binlog-ignore-db)";
        }
        return applied ? "it does not log what it applies as a replica (" + updatesVariable(server) + " is OFF)" : "";
    }
}
