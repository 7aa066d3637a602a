package io.tranche.dialect.mysql;

import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.SqlFailure.Kind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Pattern;

/** What an error of the server means for a run. Codes: MySQL's and MariaDB's error references. */
final class SqlFailures {
    /** Values of rows, as messages quote them: duplicate entries, incorrect and truncated values, invalid texts. */
    private static final Pattern VALUE =
            Pattern.compile("(?s)((?:entry|value|string|[Vv]alue:|string:)\\s*:?\\s*)'.*?'(?= for | at | doesn't|$)");

    private SqlFailures() {}

    static SqlFailure of(SQLException e) {
        return new SqlFailure(kind(e), words(e), e);
    }

    /** The server's own words, with the values of rows taken out. */
    static String words(SQLException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return withoutValues(message);
    }

    static String withoutValues(String message) {
        return VALUE.matcher(message).replaceAll("$1'…'");
    }

    static Kind kind(SQLException e) {
        if (connectionLost(e)) {
            return Kind.CONNECTION_LOST;
        }
        return switch (e.getErrorCode()) {
            // lock wait timeout, deadlock, changed since last read (MariaDB), prepare of a changed table
            case 1205, 1213, 1020, 1615 -> Kind.TRANSIENT;
            // access denied: to a database, at login, to a table, a column, for SUPER and the like, a routine
            case 1044, 1045, 1142, 1143, 1227, 1370, 1698, 1410, 1449 -> Kind.DENIED;
            // no such table, column, database; definition changed; a wrong column count
            case 1146, 1054, 1049, 1051, 1412, 1136, 1109, 1176 -> Kind.STRUCTURE_CHANGED;
            // table or disk full, out of memory, writing a file failed
            case 1114, 1021, 1037, 1038, 1041, 1026, 3, 1534 -> Kind.EXHAUSTED;
            case 1030 ->
                message(e).contains("error 28") || message(e).contains("No space") ? Kind.EXHAUSTED : Kind.OTHER;
            default -> "40001".equals(e.getSQLState()) ? Kind.TRANSIENT : Kind.OTHER;
        };
    }

    private static boolean connectionLost(SQLException e) {
        boolean bySort = e instanceof SQLNonTransientConnectionException
                || e instanceof SQLTransientConnectionException
                || e instanceof SQLRecoverableException;
        String state = e.getSQLState();
        return switch (e.getErrorCode()) {
            // access denied comes as a connection exception too
            case 1044, 1045, 1049, 1040, 1203, 1226, 1698 -> false;
            // gone away, lost, shutdown, killed, inactive for too long
            case 2002, 2003, 2006, 2013, 1053, 1152, 1158, 1159, 1160, 1161, 1927, 4031 -> true;
            default -> bySort || state != null && state.startsWith("08") || brokeInTheMiddle(e);
        };
    }

    /** Connector/J 9 reports a stream that ends within a result as a general error (S1000). */
    private static boolean brokeInTheMiddle(SQLException e) {
        return message(e).contains("connection was unexpectedly lost")
                || message(e).contains("java.net.SocketException");
    }

    private static String message(SQLException e) {
        return String.valueOf(e.getMessage());
    }
}
