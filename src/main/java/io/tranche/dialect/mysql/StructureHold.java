package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.TableName;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the structure of tables as it is, by a transaction that has looked at each of them: ALTER, DROP, TRUNCATE and RENAME
 * wait for its end. Each session that reads does the same, and at once: one that came later would wait behind whoever waits
 * for the first, and so for ever. A snapshot alone does not: two columns that swap their names, or a table that takes another's, would be
 * read without an error (MySQL 8.0 and 9, MariaDB 10.11).
 */
final class StructureHold implements AutoCloseable {
    private static final int TABLES_A_STATEMENT = 50;
    private static final int ATTEMPTS = 3;

    private final Connections connections;
    private final JdbcConnection session;
    private final Set<String> tables;
    private final Map<String, String> before;

    private StructureHold(Connections connections, JdbcConnection session, Set<String> tables) throws SQLException {
        this.connections = connections;
        this.session = session;
        this.tables = tables;
        this.before = structure(session, tables);
    }

    /** Holds nothing: changes are found, and not kept away. */
    static StructureHold watching(List<TableName> tables, Connections connections) throws SQLException {
        JdbcConnection session = SourceSession.open(connections);
        try {
            return new StructureHold(connections, session, names(tables));
        } finally {
            Sessions.close(session);
        }
    }

    private static Set<String> names(List<TableName> tables) {
        return tables.stream().map(TableName::name).collect(Collectors.toSet());
    }

    /** @throws RunFailure if one of the tables is being changed right now, and for some seconds */
    static StructureHold on(List<TableName> tables, Connections connections) throws SQLException {
        JdbcConnection session = SourceSession.open(connections);
        try {
            Sessions.execute(session, "START TRANSACTION READ ONLY");
            hold(session, tables);
            return new StructureHold(connections, session, names(tables));
        } catch (SQLException | RuntimeException e) {
            Sessions.abandon(session);
            throw e;
        }
    }

    /**
     * Holds the tables in the session's transaction, too.
     *
     * @throws RunFailure if one of the tables is being changed right now, and for some seconds
     */
    static void hold(JdbcConnection session, List<TableName> tables) throws SQLException {
        Sessions.execute(session, "SET SESSION lock_wait_timeout = " + SnapshotOpener.LOCK_WAIT_SECONDS);
        for (int from = 0; from < tables.size(); from += TABLES_A_STATEMENT) {
            touch(session, tables.subList(from, Math.min(tables.size(), from + TABLES_A_STATEMENT)));
        }
        Sessions.execute(session, "SET SESSION lock_wait_timeout = DEFAULT");
    }

    private static void touch(JdbcConnection session, List<TableName> tables) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                Sessions.rows(
                        session,
                        tables.stream()
                                .map(table -> "(SELECT 1 FROM " + Names.quote(table) + " LIMIT 0)")
                                .collect(Collectors.joining(" UNION ALL ")));
                return;
            } catch (SQLException e) {
                SqlFailure.Kind kind = SqlFailures.kind(e);
                if (kind == SqlFailure.Kind.DENIED && tables.size() == 1) {
                    return; // missing rights are found, and told better, elsewhere
                }
                if (kind == SqlFailure.Kind.DENIED) {
                    for (TableName table : tables) {
                        touch(session, List.of(table));
                    }
                    return;
                }
                if (kind != SqlFailure.Kind.TRANSIENT || attempt == ATTEMPTS) {
                    throw beingChanged(tables, e);
                }
            }
        }
    }

    private static RunFailure beingChanged(List<TableName> tables, SQLException e) {
        return new RunFailure(
                "The source's structure is being changed: " + SqlFailures.words(e) + " (one of "
                        + tables.stream().map(TableName::toString).collect(Collectors.joining(", "))
                        + "). Nothing was written. Run again when the change is done.",
                e);
    }

    /** Where there is no session that holds them, the tables that are not what they were. */
    List<TableName> changed() throws SQLException {
        if (!session.isClosed() && session.isValid(1)) {
            return List.of();
        }
        JdbcConnection other = SourceSession.open(connections);
        try {
            Map<String, String> after = structure(other, tables);
            return before.entrySet().stream()
                    .filter(table -> !table.getValue().equals(after.get(table.getKey())))
                    .map(table -> TableName.of(table.getKey()))
                    .toList();
        } finally {
            Sessions.close(other);
        }
    }

    /** When each was made, and its columns: what a change leaves a trace in. */
    private static Map<String, String> structure(JdbcConnection session, Set<String> names) throws SQLException {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        String made = "SELECT table_name, create_time FROM information_schema.tables WHERE table_schema = DATABASE()";
        String columns = "SELECT table_name, CONCAT_WS(' ', column_name, column_type, ordinal_position)"
                + " FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY ordinal_position";
        Set<String> wanted = new HashSet<>(names);
        for (String sql : List.of(made, columns)) {
            for (List<String> row : Sessions.rows(session, sql)) {
                if (wanted.contains(row.get(0))) {
                    parts.computeIfAbsent(row.get(0), name -> new ArrayList<>()).add(row.get(1));
                }
            }
        }
        Map<String, String> structure = new LinkedHashMap<>();
        parts.forEach((name, words) -> structure.put(name, String.valueOf(words)));
        return structure;
    }

    @Override
    public void close() {
        Sessions.close(session);
    }
}
