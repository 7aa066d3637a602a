package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.TableName;
import io.tranche.dialect.SqlFailure;
import io.tranche.progress.Listener;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tables in engines without transactions (MyISAM, Aria, MEMORY …): no snapshot shows them as they were. Where the user may,
 * they are locked against writing from before the snapshot until its end.
 */
final class UntransactedTables implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final Listener listener;
    private final TreeMap<String, String> engines;
    private final Optional<JdbcConnection> control;
    private boolean locked;
    private boolean tried;

    private UntransactedTables(TreeMap<String, String> engines, Optional<JdbcConnection> control, Listener listener) {
        this.engines = engines;
        this.control = control;
        this.listener = listener;
    }

    static UntransactedTables among(
            List<TableName> tables, JdbcConnection session, Connections connections, Listener listener)
            throws SQLException {
        Set<String> wanted = new HashSet<>(tables.stream().map(TableName::name).toList());
        TreeMap<String, String> engines = new TreeMap<>();
        if (!wanted.isEmpty()) {
            for (List<String> row : Sessions.rows(session, sql())) {
                if (wanted.contains(row.get(0))) {
                    engines.put(row.get(0), row.get(1));
                }
            }
        }
        // opened now: when the tables are locked, everybody else may be kept waiting
        Optional<JdbcConnection> control = engines.isEmpty() ? Optional.empty() : Optional.of(open(connections));
        return new UntransactedTables(engines, control, listener);
    }

    private static JdbcConnection open(Connections connections) throws SQLException {
        JdbcConnection control = connections.open();
        try {
            Sessions.execute(control, "SET SESSION lock_wait_timeout = " + SnapshotOpener.LOCK_WAIT_SECONDS);
            return control;
        } catch (SQLException e) {
            Sessions.abandon(control);
            throw e;
        }
    }

    private static String sql() {
        return """
                SELECT t.table_name, t.engine
                  FROM information_schema.tables t
                  LEFT JOIN information_schema.engines e ON e.engine = t.engine
                 WHERE t.table_schema = DATABASE() AND t.engine IS NOT NULL
                   AND COALESCE(e.transactions, 'NO') <> 'YES'""";
    }

    /** Locks them, once; says so, or why not. */
    void lock() throws SQLException {
        if (control.isEmpty() || tried) {
            return;
        }
        tried = true;
        try {
            lock(control.get());
            locked = true;
            listener.warning("Tables without transactions: " + named()
                    + ". They are locked against writing until the run ends, so that they are of the same moment;"
                    + " `--consistency=none` leaves them alone.");
        } catch (SQLException e) {
            if (SqlFailures.kind(e) == SqlFailure.Kind.CONNECTION_LOST) {
                throw e;
            }
            listener.warning("Tables without transactions: " + named() + ". They cannot be locked ("
                    + SqlFailures.words(e)
                    + "): their rows are as each reader finds them, not of the moment of the others.");
        }
    }

    private void lock(JdbcConnection control) throws SQLException {
        String sql = engines.keySet().stream()
                .map(table -> Names.quote(table) + " READ")
                .collect(Collectors.joining(", ", "LOCK TABLES ", ""));
        for (int attempt = 1; ; attempt++) {
            try {
                Sessions.execute(control, sql);
                return;
            } catch (SQLException e) {
                if (SqlFailures.kind(e) != SqlFailure.Kind.TRANSIENT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private String named() {
        return engines.entrySet().stream()
                .map(table -> table.getKey() + " (" + table.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    /** For the description of the moment; empty where there are none. */
    String words() {
        if (engines.isEmpty()) {
            return "";
        }
        return locked
                ? "; locked, for they have no transactions: " + named()
                : "; not of this moment, for they have no transactions: " + named();
    }

    @Override
    public void close() {
        // an open connection would keep the locks
        control.ifPresent(Sessions::close);
    }
}
