package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

/**
 * The settings of a session that writes, and how text gets through it: the one place where the target's side of an exact copy
 * is fixed.
 *
 * <p>Statements hold rows as raw bytes. The driver is told that texts are ISO-8859-1, so that a string's characters are a
 * statement's bytes one to one, and the server that they are UTF-8. Every statement and parameter goes through {@link #sent}.
 */
final class TargetConnection {
    static final String STRICT = "NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES,STRICT_ALL_TABLES";

    /** The same, with values that do not fit made to fit, and counted as warnings. */
    static final String LENIENT = "NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES";

    /** What texts and names are written in. */
    static final String CHARSET = "utf8mb4";

    private static final int LONG_SECONDS = 86_400;

    private static final List<String> WHERE_KNOWN = List.of(
            "max_statement_time = 0",
            "idle_transaction_timeout = 0",
            "idle_write_transaction_timeout = 0",
            // long lists of keys are to be looked up in the index, whatever their length
            "range_optimizer_max_mem_size = 0",
            "in_predicate_conversion_threshold = 0",
            "optimizer_max_sel_arg_weight = 0");

    private TargetConnection() {}

    static JdbcConnection open(Connections connections) throws SQLException {
        JdbcConnection connection = connections.open();
        try {
            prepare(connection, connections.variables());
            return connection;
        } catch (SQLException | RuntimeException e) {
            Sessions.abandon(connection);
            throw e;
        }
    }

    static void prepare(JdbcConnection connection, KnownVariables variables) throws SQLException {
        Sessions.execute(
                connection,
                "SET SESSION sql_mode = '" + STRICT + "', time_zone = '+00:00', foreign_key_checks = 0"
                        + ", net_read_timeout = " + LONG_SECONDS + ", net_write_timeout = " + LONG_SECONDS
                        + ", wait_timeout = " + LONG_SECONDS
                        + ", sql_safe_updates = 0, sql_select_limit = 18446744073709551615"
                        // counts of a load come as an English sentence
                        + ", lc_messages = 'en_US'"
                        + ", character_set_client = " + CHARSET + ", character_set_connection = " + CHARSET
                        + ", character_set_results = NULL");
        // MySQL 8.4 and 9 let only some users set it; the default is more
        Sessions.setIfAllowed(connection, "max_error_count = 64");
        variables.set(connection, WHERE_KNOWN);
        // how the driver escapes what is bound depends on the mode that it believes in
        connection.getSession().getServerSession().getServerVariables().put("sql_mode", STRICT);
    }

    /** A text whose characters are the bytes to be sent. */
    static String sent(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static long execute(JdbcConnection connection, String sql, Object... parameters) throws SQLException {
        try (Statement statement = statement(connection, sql, parameters)) {
            boolean answers = run(statement, sql);
            return answers ? 0 : Math.max(0, statement.getLargeUpdateCount());
        }
    }

    static List<List<String>> rows(JdbcConnection connection, String sql, Object... parameters) throws SQLException {
        try (Statement statement = statement(connection, sql, parameters)) {
            run(statement, sql);
            try (ResultSet rows = statement.getResultSet()) {
                return Sessions.texts(rows);
            }
        }
    }

    private static boolean run(Statement statement, String sql) throws SQLException {
        return statement instanceof java.sql.PreparedStatement prepared
                ? prepared.execute()
                : statement.execute(sent(sql));
    }

    private static Statement statement(JdbcConnection connection, String sql, Object... parameters)
            throws SQLException {
        if (parameters.length == 0) {
            Statement statement = connection.createStatement();
            statement.setEscapeProcessing(false);
            return statement;
        }
        java.sql.PreparedStatement prepared = connection.clientPrepareStatement(sent(sql));
        for (int i = 0; i < parameters.length; i++) {
            bind(prepared, i + 1, parameters[i]);
        }
        return prepared;
    }

    private static void bind(java.sql.PreparedStatement prepared, int index, Object value) throws SQLException {
        if (value == null) {
            prepared.setNull(index, Types.NULL);
        } else if (value instanceof CharSequence text) {
            prepared.setString(index, sent(text.toString()));
        } else {
            prepared.setObject(index, value);
        }
    }
}
