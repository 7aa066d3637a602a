package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.dialect.ShownStatements;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.mysql.MySqlSnapshot.Moment;
import io.tranche.error.Interruption;
import io.tranche.progress.Listener;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Opens readers on one moment, by the least intrusive way that the server allows:
 *
 * <ol>
 *   <li>MariaDB with a binary log: snapshots that lie at the same position of it are the same moment; no lock, SELECT is enough;
 *   <li>a global read lock for the milliseconds in which the snapshots open, where no long statement stands in its way;
 *   <li>read locks on the database's tables for the same time;
 *   <li>the global read lock also where others' statements cannot be seen;
 *   <li>one reader: a moment of its own.
 * </ol>
 *
 * On MySQL, equal log positions before and after prove nothing: a commit reaches the log before it becomes visible.
 */
final class SnapshotOpener {
    private static final Moment NO_MOMENT =
            new Moment("no common moment: each reader sees what is there when it looks", "");

    private static final String FLUSH = "FLUSH TABLES WITH READ LOCK";

    private static final String BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

    /** How often snapshots are reopened until they meet; between busy commits that needs luck. */
    private static final int MEETINGS = 200;

    /** Connections at the snapshot's moment that take the place of lost ones. */
    private static final int SPARES = 2;

    private static final int LOCK_ATTEMPTS = 3;

    /** Who waits for this lock makes all writers wait behind him. */
    static final int LOCK_WAIT_SECONDS = 3;

    private static final int BETWEEN_LOCKS_SECONDS = 1;

    /** Connections beside those that read: they hold structures and locks, and look at the load. */
    private static final int BESIDE_READERS = 3;

    private final Connections connections;
    private final KeptSessions kept;
    private final ServerFacts server;
    private final Listener listener;

    /** @param kept sessions that read, which become readers */
    SnapshotOpener(Connections connections, KeptSessions kept, ServerFacts server, Listener listener) {
        this.connections = connections;
        this.kept = kept;
        this.server = server;
        this.listener = listener;
    }

    MySqlSnapshot open(SnapshotWish wish) throws SQLException {
        List<JdbcConnection> sessions = new ArrayList<>();
        try {
            int room = wish.limits().connections().orElse(Integer.MAX_VALUE) - BESIDE_READERS;
            int readers = Math.max(1, Math.min(wish.readers(), room));
            for (int i = 0; i < readers; i++) {
                sessions.add(kept.take());
            }
            if (wish.limits().connections().isPresent()) {
                // one that stands idle would be one too many
                kept.close();
            }
            addSpares(sessions, Math.min(SPARES, room - readers));
            for (JdbcConnection session : sessions) {
                SourceSession.limit(session, wish.limits().statement());
            }
            return switch (wish.consistency()) {
                case SNAPSHOT -> oneMoment(wish, sessions, readers);
                case NONE -> snapshot(wish, sessions, readers, NO_MOMENT, SnapshotHold.NOTHING);
            };
        } catch (SQLException | RuntimeException e) {
            sessions.forEach(Sessions::abandon);
            throw e;
        }
    }

    private MySqlSnapshot oneMoment(SnapshotWish wish, List<JdbcConnection> sessions, int readers) throws SQLException {
        SnapshotHold hold = SnapshotHold.on(wish, sessions.get(0), connections, listener);
        try {
            Moment moment = oneMoment(sessions, hold.untransacted());
            for (JdbcConnection session : sessions) {
                SnapshotHold.join(wish, session);
            }
            return snapshot(wish, sessions, readers, moment, hold);
        } catch (SQLException | RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    private MySqlSnapshot snapshot(
            SnapshotWish wish, List<JdbcConnection> sessions, int readers, Moment moment, SnapshotHold hold)
            throws SQLException {
        Moment whole = withNow(moment, sessions, wish.now());
        return new MySqlSnapshot(whole, server, sessions, readers, connections, new ShownStatements(listener), hold);
    }

    /** They are a comfort: where the server allows no more connections, the run does without. */
    private void addSpares(List<JdbcConnection> sessions, int spares) {
        try {
            for (int i = 0; i < spares; i++) {
                sessions.add(SourceSession.open(connections));
            }
        } catch (SQLException e) {
            listener.detail("No spare connection to the source: " + SqlFailures.words(e));
        }
    }

    /** NOW() is one value for all readers and for the whole run. */
    private static Moment withNow(Moment moment, List<JdbcConnection> sessions, Optional<String> now)
            throws SQLException {
        String fixed = now.isPresent()
                ? now.get()
                : Sessions.row(sessions.get(0), "SELECT UNIX_TIMESTAMP(NOW(6))").get(0);
        for (JdbcConnection session : sessions) {
            Sessions.execute(session, "SET timestamp = " + new java.math.BigDecimal(fixed).toPlainString());
        }
        return moment.at(fixed);
    }

    private Moment oneMoment(List<JdbcConnection> sessions, UntransactedTables untransacted) throws SQLException {
        Optional<Moment> moment = byLogPosition(sessions, untransacted);
        LongStatements others = moment.isPresent() ? LongStatements.NONE : LongStatements.of(sessions.get(0), server);
        if (moment.isEmpty() && others == LongStatements.NONE) {
            moment = underLock(sessions, FLUSH, "a read lock on the server", untransacted);
        }
        if (moment.isEmpty()) {
            moment = underLock(sessions, lockTables(sessions.get(0)), "read locks on the tables", untransacted);
        }
        if (moment.isEmpty() && others == LongStatements.UNKNOWN) {
            moment = underLock(sessions, FLUSH, "a read lock on the server", untransacted);
        }
        Moment found = moment.isPresent() ? moment.get() : alone(sessions, untransacted);
        return found.with(untransacted.words());
    }

    private Moment alone(List<JdbcConnection> sessions, UntransactedTables untransacted) throws SQLException {
        untransacted.lock();
        while (sessions.size() > 1) {
            Sessions.close(sessions.remove(sessions.size() - 1));
        }
        Sessions.execute(sessions.get(0), BEGIN);
        return new Moment(
                "one reader alone, because neither the server (RELOAD) nor its tables (LOCK TABLES) could be locked;"
                        + " with one of these privileges, and no long statement in the way, several readers work at once",
                "");
    }

    private Optional<Moment> byLogPosition(List<JdbcConnection> sessions, UntransactedTables untransacted)
            throws SQLException {
        if (!server.mariaDb() || !logsEverything(sessions.get(0))) {
            return Optional.empty();
        }
        untransacted.lock();
        for (int attempt = 1; attempt <= MEETINGS; attempt++) {
            for (JdbcConnection session : sessions) {
                Sessions.execute(session, BEGIN);
            }
            List<String> positions = new ArrayList<>();
            for (JdbcConnection session : sessions) {
                positions.add(logPosition(session));
            }
            String first = positions.get(0);
            if (first.isEmpty()) {
                return Optional.empty();
            }
            if (positions.stream().allMatch(first::equals)) {
                String tries = attempt == 1 ? "" : " (met at attempt " + attempt + ")";
                return Optional.of(new Moment("consistent snapshots at one position of the binary log" + tries, first)
                        .shared(Gtids.at(first, sessions.get(0))));
            }
        }
        listener.detail("The snapshots did not meet at one position of the binary log in " + MEETINGS + " attempts.");
        return Optional.empty();
    }

    /** Whether each commit moves the log. */
    private boolean logsEverything(JdbcConnection session) throws SQLException {
        if (!Sessions.row(session, "SELECT @@GLOBAL.log_bin").get(0).equals("1")) {
            return false;
        }
        LogGaps gaps = LogGaps.of(session, server);
        if (!gaps.none()) {
            listener.detail("The server's log says nothing of some commits: " + gaps.words(server) + ".");
        }
        return gaps.none();
    }

    /** MariaDB's position of the log at the snapshot's moment. */
    private static String logPosition(JdbcConnection session) throws SQLException {
        List<List<String>> rows = Sessions.rows(
                session, "SHOW STATUS WHERE Variable_name IN ('Binlog_snapshot_file', 'Binlog_snapshot_position')");
        String file = "";
        String offset = "";
        for (List<String> row : rows) {
            if (row.get(0).equalsIgnoreCase("Binlog_snapshot_file")) {
                file = row.get(1);
            } else {
                offset = row.get(1);
            }
        }
        return file == null || file.isEmpty() ? "" : file + ":" + offset;
    }

    /** All base tables of the database; empty if there are none. */
    private static String lockTables(JdbcConnection session) throws SQLException {
        List<String> locks = new ArrayList<>();
        for (List<String> row : Sessions.rows(
                session,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                        + " AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY table_name")) {
            locks.add(Names.quote(row.get(0)) + " READ");
        }
        return locks.isEmpty() ? "" : "LOCK TABLES " + String.join(", ", locks);
    }

    private Optional<Moment> underLock(
            List<JdbcConnection> sessions, String lock, String name, UntransactedTables untransacted)
            throws SQLException {
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        JdbcConnection control = connections.open();
        try {
            Sessions.execute(control, "SET SESSION lock_wait_timeout = " + LOCK_WAIT_SECONDS);
            OptionalLong locked = lock(control, lock, name);
            if (locked.isEmpty()) {
                return Optional.empty();
            }
            // now: a lock of theirs would make one on the whole server wait
            untransacted.lock();
            for (JdbcConnection session : sessions) {
                Sessions.execute(session, BEGIN);
            }
            LogGaps gaps = LogGaps.of(control, server);
            String position = gaps.none() ? positionUnderLock(sessions.get(0), control) : "";
            Optional<String> shared = gaps.databases() ? Optional.empty() : Gtids.underLock(control, server);
            Sessions.execute(control, "UNLOCK TABLES");
            long milliseconds = (System.nanoTime() - locked.getAsLong()) / 1_000_000;
            return Optional.of(
                    new Moment("consistent snapshots under " + name + ", held for " + milliseconds + " ms", position)
                            .shared(shared));
        } finally {
            // an open connection would keep the lock
            Sessions.close(control);
        }
    }

    /** When the lock was taken; empty if it may or can not be. */
    private OptionalLong lock(JdbcConnection control, String lock, String name) throws SQLException {
        for (int attempt = 1; attempt <= LOCK_ATTEMPTS; attempt++) {
            try {
                Sessions.execute(control, lock);
                return OptionalLong.of(System.nanoTime());
            } catch (SQLException e) {
                switch (SqlFailures.kind(e)) {
                    case TRANSIENT -> {
                        listener.detail("Waited " + LOCK_WAIT_SECONDS + " s in vain for " + name + ".");
                        letOthersPass();
                    }
                    case CONNECTION_LOST -> throw e;
                    case DENIED, STRUCTURE_CHANGED, EXHAUSTED, OTHER -> {
                        listener.detail("No " + name.replaceFirst("^a ", "") + ": " + SqlFailures.words(e));
                        return OptionalLong.empty();
                    }
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Writers that waited behind us go first. */
    private static void letOthersPass() {
        try {
            new CountDownLatch(1).await(BETWEEN_LOCKS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption("Interrupted while waiting for a lock on the source.");
        }
    }

    private String positionUnderLock(JdbcConnection session, JdbcConnection control) throws SQLException {
        if (server.mariaDb()) {
            return logPosition(session);
        }
        try {
            List<List<String>> rows = LogGaps.status(control, server);
            if (rows.isEmpty()) {
                return "";
            }
            List<String> row = rows.get(0);
            String transactions =
                    row.size() > 4 && row.get(4) != null ? row.get(4).replaceAll("\\s", "") : "";
            return row.get(0) + ":" + row.get(1) + (transactions.isEmpty() ? "" : " " + transactions);
        } catch (SQLException e) {
            listener.detail("The server does not tell the position of its log: " + SqlFailures.words(e));
            return "";
        }
    }
}
