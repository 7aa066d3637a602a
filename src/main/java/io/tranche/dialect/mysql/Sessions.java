package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Small things that are done with any session. */
final class Sessions {
    private static final int UNKNOWN_VARIABLE = 1193;
    private static final int ACCESS_DENIED = 1227;

    private Sessions() {}

    static void execute(JdbcConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Sets what only some versions know; where a server does not know it, it does not need it. */
    static void setIfKnown(JdbcConnection connection, String assignment) throws SQLException {
        try {
            execute(connection, "SET SESSION " + assignment);
        } catch (SQLException e) {
            if (e.getErrorCode() != UNKNOWN_VARIABLE) {
                throw e;
            }
        }
    }

    static boolean isEncrypted(JdbcConnection connection) throws SQLException {
        List<List<String>> cipher = rows(connection, "SHOW SESSION STATUS LIKE 'Ssl_cipher'");
        return !cipher.isEmpty() && !cipher.get(0).get(1).isEmpty();
    }

    /** Sets what servers let only some users set; without it their default holds, which will do. */
    static void setIfAllowed(JdbcConnection connection, String assignment) throws SQLException {
        try {
            execute(connection, "SET SESSION " + assignment);
        } catch (SQLException e) {
            if (e.getErrorCode() != ACCESS_DENIED) {
                throw e;
            }
        }
    }

    /** The one row of a query, as text. */
    static List<String> row(JdbcConnection connection, String sql) throws SQLException {
        List<List<String>> rows = rows(connection, sql);
        if (rows.size() != 1) {
            throw new SQLException(rows.size() + " rows from " + sql);
        }
        return rows.get(0);
    }

    static List<List<String>> rows(JdbcConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return texts(rows);
            }
        }
    }

    static List<List<String>> texts(ResultSet rows) throws SQLException {
        int width = rows.getMetaData().getColumnCount();
        List<List<String>> found = new ArrayList<>();
        while (rows.next()) {
            List<String> row = new ArrayList<>(width);
            for (int i = 1; i <= width; i++) {
                row.add(rows.getString(i));
            }
            found.add(row);
        }
        return found;
    }

    /** Says goodbye; a connection that is gone needs none. */
    static void close(JdbcConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            abandon(connection);
        }
    }

    /** Cuts a connection without a word to the server, from any thread. */
    static void abandon(JdbcConnection connection) {
        try {
            connection.abortInternal();
        } catch (SQLException e) {
            // it is cut already
            return;
        }
    }
}
