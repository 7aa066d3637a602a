package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The moment that readers see: a transaction that stays open and lends its snapshot to others.
 *
 * @param exporter its session; empty where each reader sees its own moment
 * @param snapshot the exported snapshot's name
 * @param place the place in the log, where exactly what is written up to it is seen
 * @param held tables that each reader locks against changes of their structure
 * @param structure of the tables that are read, at this moment
 */
record Moment(
        Optional<Connection> exporter,
        Optional<String> snapshot,
        String position,
        Optional<String> place,
        String now,
        List<TableName> held,
        Structure structure) {
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private static final Set<String> NO_SNAPSHOT = Set.of("22023", "42704");
    /** What to do where a standby ends its readers. */
    static final String KEEPS_CONFLICTS_AWAY =
            "hot_standby_feedback = on there, or a longer max_standby_streaming_delay," + " keeps such conflicts away";

    private static final String GONE = "08007";

    /** Each reader looks for itself. */
    static Moment none(Connection connection) {
        List<String> row = Rows.of(connection, question("''")).get(0);
        return new Moment(
                Optional.empty(),
                Optional.empty(),
                row.get(1),
                Optional.empty(),
                row.get(2),
                List.of(),
                Structure.NONE);
    }

    /** Fixes the moment; the connection belongs to it from here on. */
    static Moment export(Connection connection, SnapshotWish wish) throws SQLException {
        Optional<String> before = LogPlace.still(connection);
        TableLocks locks = new TableLocks(connection);
        List<TableName> held =
                switch (wish.structure()) {
                    case HELD -> locks.lockable(wish.tables());
                    case WATCHED -> List.of();
                };
        locks.begin(BEGIN, held);
        List<String> row =
                Rows.of(connection, question("pg_catalog.pg_export_snapshot()")).get(0);
        return new Moment(
                Optional.of(connection),
                Optional.of(row.get(0)),
                row.get(1),
                before.filter(place -> LogPlace.still(connection).equals(before)),
                row.get(2),
                held,
                Structure.of(wish.tables(), connection));
    }

    private static String question(String snapshot) {
        return """
                SELECT %s, CASE WHEN pg_catalog.pg_is_in_recovery()
                       THEN pg_catalog.pg_last_wal_replay_lsn() ELSE pg_catalog.pg_current_wal_lsn() END, \
                pg_catalog.now()"""
                .formatted(snapshot);
    }

    boolean shared() {
        return snapshot.isPresent();
    }

    /** Whether a table's rows stay where they are: who would move them all waits, or is found out. */
    boolean keepsPlaces(TableName table) {
        return shared() && structure.tables().contains(table);
    }

    /** Begins a reader's transaction at this moment. Possible as long as the exporter lives. */
    void join(Connection connection) throws SQLException {
        if (snapshot.isEmpty()) {
            return;
        }
        SessionSettings.run(connection, BEGIN);
        try {
            SessionSettings.run(connection, "SET TRANSACTION SNAPSHOT " + Quoting.literal(snapshot.get()));
        } catch (SQLException e) {
            if (NO_SNAPSHOT.contains(String.valueOf(e.getSQLState()))) {
                throw new SQLException(
                        "the session that held the snapshot is gone. On a standby, a change that came from the primary may"
                                + " have ended it: " + KEEPS_CONFLICTS_AWAY,
                        GONE,
                        e);
            }
            throw e;
        }
        new TableLocks(connection).take(held);
    }

    /** Whether a failure to {@link #join} is for good. */
    static boolean isGone(SQLException e) {
        return GONE.equals(e.getSQLState());
    }

    /** After a failure inside the reader's transaction: the same moment in a new one. */
    void rejoin(Connection connection) throws SQLException {
        SessionSettings.run(connection, "ROLLBACK");
        join(connection);
    }

    void end() {
        exporter.ifPresent(connection -> {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new SqlFailure(Failures.kind(e), Failures.words(e), e);
            }
        });
    }
}
