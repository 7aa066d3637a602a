package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.error.RunFailure;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of a session that reads: the one place where the source's side of an exact copy is fixed. */
final class SourceSession {
    /** A day: readers wait for slow targets, and idle ones for work. */
    private static final int LONG_SECONDS = 86_400;

    private static final int RECURSION = 1_000_000;

    /**
     * Modes that would change what is read: padding, and the refusal of zero and partial dates as keys. All others stay, for
     * a user's rules are written for them.
     */
    private static final Set<String> REMOVED = Set.of("PAD_CHAR_TO_FULL_LENGTH", "NO_ZERO_DATE", "NO_ZERO_IN_DATE");

    /** No limit of time; no plan that ignores an index because many keys are looked up; recursion to its end. */
    private static final List<String> WHERE_KNOWN = List.of(
            "max_execution_time = 0",
            "max_statement_time = 0",
            "idle_transaction_timeout = 0",
            "idle_readonly_transaction_timeout = 0",
            // long lists of keys are to be looked up in the index, whatever their length
            "range_optimizer_max_mem_size = 0",
            "in_predicate_conversion_threshold = 0",
            "optimizer_max_sel_arg_weight = 0",
            // MariaDB cuts a recursion short at 1,000 levels, MySQL fails there
            "max_recursive_iterations = " + RECURSION,
            "cte_max_recursion_depth = " + RECURSION);

    private SourceSession() {}

    /** Opens a connection that can only read. */
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

    /** Sets how long a statement may take, where that is limited. */
    static void limit(JdbcConnection connection, Optional<Duration> statement) throws SQLException {
        if (statement.isPresent()) {
            long milliseconds = statement.get().toMillis();
            Sessions.setIfKnown(connection, "max_execution_time = " + milliseconds);
            Sessions.setIfKnown(connection, "max_statement_time = " + BigDecimal.valueOf(milliseconds, 3));
        }
    }

    static void prepare(JdbcConnection connection, KnownVariables variables) throws SQLException {
        Sessions.execute(connection, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        Sessions.execute(
                connection,
                "SET SESSION sql_mode = '" + sqlMode(connection) + "', net_write_timeout = " + LONG_SECONDS
                        + ", net_read_timeout = " + LONG_SECONDS + ", wait_timeout = " + LONG_SECONDS
                        // a limit set for the whole server would cut results short without a word
                        + ", sql_select_limit = 18446744073709551615, sql_big_selects = 1, sql_auto_is_null = 0"
                        + ", character_set_results = NULL");
        variables.set(connection, WHERE_KNOWN);
        check(connection);
    }

    private static String sqlMode(JdbcConnection connection) throws SQLException {
        Set<String> modes = new LinkedHashSet<>(List.of(
                Sessions.row(connection, "SELECT @@SESSION.sql_mode").get(0).split(",")));
        modes.removeAll(REMOVED);
        modes.remove("");
        modes.add("ALLOW_INVALID_DATES");
        return String.join(",", modes);
    }

    /** The whole copy rests on this: with a charset set here the server would convert every text. */
    private static void check(JdbcConnection connection) throws SQLException {
        String charset =
                Sessions.row(connection, "SELECT @@character_set_results").get(0);
        if (charset != null) {
            throw new RunFailure(
                    "The source's session converts texts to " + charset
                            + " although it was told not to; a proxy between Tranche and the server may do that. Connect directly.");
        }
    }
}
