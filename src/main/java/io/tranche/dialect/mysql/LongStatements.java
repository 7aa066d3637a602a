package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.SQLException;
import java.util.List;

/**
 * Whether others' statements have been running for some time. {@code FLUSH TABLES WITH READ LOCK} waits for them, and when it
 * gives up, whoever wants their tables goes on waiting for them ("Waiting for table flush", seen on MySQL 8.0).
 */
enum LongStatements {
    NONE,
    SOME,
    /** The user may see its own alone. */
    UNKNOWN;

    private static final int LONG_SECONDS = 2;

    static LongStatements of(JdbcConnection connection, ServerFacts server) throws SQLException {
        if (!Grants.of(connection, server).hold("PROCESS", server.database())) {
            return UNKNOWN;
        }
        // Id, User, Host, db, Command, Time, State, Info
        for (List<String> row : Sessions.rows(connection, "SHOW PROCESSLIST")) {
            boolean works = row.get(4).equals("Query") || row.get(4).equals("Execute");
            if (works && row.get(5) != null && Double.parseDouble(row.get(5)) >= LONG_SECONDS) {
                return SOME;
            }
        }
        return NONE;
    }
}
