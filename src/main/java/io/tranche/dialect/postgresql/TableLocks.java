package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Locks tables against changes of their structure, as pg_dump does: who would alter, drop or empty them waits. Without it a
 * table that is emptied by TRUNCATE looks empty to snapshots that are older, for TRUNCATE is not MVCC-safe.
 *
 * <p>Each session that reads takes the locks itself, and at once: one that came later would wait behind whoever waits for the
 * first session, and so for ever.
 */
record TableLocks(Connection connection) {
    private static final int ATTEMPTS = 3;

    /** Others that want the table wait behind who waits for this lock. */
    private static final int WAIT_SECONDS = 3;

    private static final String NOT_IN_TIME = "55P03";

    /**
     * Begins a transaction that holds the locks. They are taken before its first query, and so before its snapshot: what
     * they keep away cannot have happened in between.
     *
     * @param tables {@link #lockable}
     */
    void begin(String begin, List<TableName> tables) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            SessionSettings.run(connection, begin);
            try {
                take(tables);
                return;
            } catch (SQLException e) {
                SessionSettings.run(connection, "ROLLBACK");
                if (!notInTime(e) || attempt == ATTEMPTS) {
                    throw refused(e, tables);
                }
            }
        }
    }

    /**
     * Takes them in the transaction that is open.
     *
     * @param tables {@link #lockable}
     */
    void take(List<TableName> tables) throws SQLException {
        if (tables.isEmpty()) {
            return;
        }
        SessionSettings.run(connection, "SET LOCAL lock_timeout = '" + WAIT_SECONDS + "s'");
        SessionSettings.run(
                connection,
                tables.stream()
                        .map(Quoting::table)
                        .collect(Collectors.joining(", ", "LOCK TABLE ", " IN ACCESS SHARE MODE")));
        SessionSettings.run(connection, "SET LOCAL lock_timeout TO DEFAULT");
    }

    /** Whether somebody wants a table for himself, and {@link #take} had to wait too long behind him. */
    static boolean notInTime(SQLException e) {
        return NOT_IN_TIME.equals(e.getSQLState());
    }

    /** LOCK wants the right to the whole table; rights to its columns do for reading. */
    List<TableName> lockable(List<TableName> tables) throws SQLException {
        if (tables.isEmpty()) {
            return tables;
        }
        List<List<String>> allowed = Rows.of(
                connection,
                """
                SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
                AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')""");
        return tables.stream()
                .filter(table -> allowed.contains(List.of(table.schema(), table.name())))
                .toList();
    }

    RuntimeException refused(SQLException e, List<TableName> tables) {
        SqlFailure failure = Failures.of(e);
        return switch (failure.kind()) {
            case TRANSIENT, STRUCTURE_CHANGED ->
                new RunFailure(
                        "The source's structure is being changed" + by(tables) + ": " + failure.getMessage()
                                + ". Nothing was written. Run again when the change is done.",
                        failure);
            case CONNECTION_LOST, DENIED, EXHAUSTED, OTHER -> failure;
        };
    }

    /** Which of them somebody else has for himself. */
    private String by(List<TableName> tables) {
        List<List<String>> locked = Rows.of(
                connection,
                """
                SELECT n.nspname, c.relname FROM pg_catalog.pg_locks l
                JOIN pg_catalog.pg_class c ON c.oid = l.relation
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE l.mode = 'AccessExclusiveLock' AND l.granted
                  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())""");
        String names = tables.stream()
                .filter(table -> locked.contains(List.of(table.schema(), table.name())))
                .map(TableName::toString)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " (" + names + " is locked)";
    }
}
