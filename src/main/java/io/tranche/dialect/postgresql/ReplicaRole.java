package io.tranche.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

/** Whether sessions may act as a replica, in which ordinary triggers and foreign keys keep still. */
enum ReplicaRole {
    ALLOWED,
    FORBIDDEN;

    private static final String ENTER = "SET session_replication_role = replica";
    private static final String NOT_ALLOWED = "42501";

    /** Found by trying, for since version 15 the right can be granted to anyone. */
    static ReplicaRole tried(Connection connection) throws SQLException {
        try {
            SessionSettings.run(connection, ENTER);
            SessionSettings.run(connection, "RESET session_replication_role");
            return ALLOWED;
        } catch (SQLException e) {
            if (NOT_ALLOWED.equals(e.getSQLState())) {
                return FORBIDDEN;
            }
            throw e;
        }
    }

    void enter(Connection connection) throws SQLException {
        if (this == ALLOWED) {
            SessionSettings.run(connection, ENTER);
        }
    }

    /**
     * For the user; empty where nothing was in the way.
     *
     * @param away triggers and foreign keys that were taken away
     */
    String description(int away) {
        return switch (this) {
            case ALLOWED ->
                "Triggers and foreign keys of the target keep still by session_replication_role = replica"
                        + (away == 0 ? "." : "; " + away + " triggers that fire even so are switched off meanwhile.");
            case FORBIDDEN ->
                away == 0
                        ? ""
                        : "The target's user may not set session_replication_role: for the load, " + away
                                + " triggers and foreign keys are switched off or dropped, and put back after it.";
        };
    }
}
