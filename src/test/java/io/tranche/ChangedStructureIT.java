package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.RunFailure;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** Somebody changes the source's structure while it is read: the right rows, or a clear failure. */
class ChangedStructureIT {
    private static final String SUM =
            "SELECT CONCAT(COUNT(*), ' ', SUM(id), ' ', MIN(a), ' ', MAX(a), ' ', MIN(b), ' ', MAX(b)) FROM notes";

    @TempDir
    Path folder;

    private SliceScene notes(TestServer server) throws SQLException, IOException {
        return new SliceScene(server, folder)
                .both(
                        "CREATE TABLE authors (id INT PRIMARY KEY, name VARCHAR(20))",
                        "CREATE TABLE notes (id INT PRIMARY KEY, author INT, a VARCHAR(20), b VARCHAR(20),"
                                + " FOREIGN KEY (author) REFERENCES authors (id))")
                .source(
                        "CREATE TABLE spare (id INT PRIMARY KEY, author INT, a VARCHAR(20), b VARCHAR(20))",
                        "INSERT INTO authors VALUES (1, 'one'), (2, 'two')",
                        "INSERT INTO notes VALUES (1, 1, 'a1', 'b1'), (2, 2, 'a2', 'b2'), (3, NULL, 'a3', 'b3')")
                .rules("default: upon_request\nrules: {all: {where: 1 = 1}}\ntables:\n  notes: {rule: all}\n");
    }

    /** What each vendor allows somebody to do to a table. */
    private static List<String> changes(Vendor vendor) {
        return switch (vendor) {
            case POSTGRESQL ->
                List.of(
                        "ALTER TABLE notes ADD c INT DEFAULT 7",
                        "ALTER TABLE notes DROP b",
                        "ALTER TABLE notes RENAME a TO c",
                        "TRUNCATE notes",
                        "TRUNCATE authors CASCADE",
                        "DROP TABLE authors CASCADE",
                        "ALTER TABLE notes RENAME TO gone");
            case MARIADB, MYSQL ->
                List.of(
                        "ALTER TABLE notes ADD c INT DEFAULT 7",
                        "ALTER TABLE notes DROP b",
                        "ALTER TABLE notes CHANGE a b VARCHAR(20), CHANGE b a VARCHAR(20)",
                        "TRUNCATE TABLE notes",
                        "DROP TABLE notes",
                        "RENAME TABLE notes TO gone, spare TO notes");
        };
    }

    private static String impatience(Vendor vendor) {
        return vendor == Vendor.POSTGRESQL ? "SET lock_timeout = '200ms'" : "SET lock_wait_timeout = 1";
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void whatChangesAPlannedTableWaitsUntilTheSliceIsCut(TestServer server) throws Exception {
        SliceScene scene = notes(server);
        String expected = server.value(SliceScene.SOURCE, SUM);
        List<String> done = new ArrayList<>();
        List<String> refused = new ArrayList<>();

        scene.atNotice("Source:", () -> {
                    try (Connection other = server.connection(SliceScene.SOURCE);
                            Statement statement = other.createStatement()) {
                        statement.execute(impatience(server.vendor()));
                        for (String change : changes(server.vendor())) {
                            try {
                                statement.execute(change);
                                done.add(change);
                            } catch (SQLException e) {
                                refused.add(e.getMessage());
                            }
                        }
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .slice();

        assertEquals(List.of(), done);
        assertEquals(changes(server.vendor()).size(), refused.size());
        assertTrue(
                refused.stream()
                        .allMatch(words -> words.toLowerCase(Locale.ROOT).contains("timeout")),
                refused::toString);
        assertEquals(expected, scene.inTarget(SUM));
        assertEquals("2", scene.inTarget("SELECT COUNT(*) FROM authors"));
        // and nothing waits any longer
        server.execute(SliceScene.SOURCE, impatience(server.vendor()), "ALTER TABLE notes ADD d INT");
    }

    /** It waits behind the slice, and whoever comes later waits behind it: the slice's own readers must not. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aPatientChangeKeepsNoReaderOut(TestServer server) throws Exception {
        SliceScene scene = notes(server);
        String expected = server.value(SliceScene.SOURCE, SUM);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        List<Future<?>> change = new ArrayList<>();
        scene.atNotice("Source:", () -> {
            change.add(threads.submit(() -> {
                server.execute(SliceScene.SOURCE, "ALTER TABLE notes ADD c INT DEFAULT 7");
                return null;
            }));
            awaitWaiting(server);
        });

        try {
            assertTimeoutPreemptively(Duration.ofSeconds(60), scene::slice);
            change.get(0).get(30, TimeUnit.SECONDS);
        } finally {
            endChange(server);
            threads.shutdown();
        }

        assertEquals(expected, scene.inTarget(SUM));
        assertEquals("2", scene.inTarget("SELECT COUNT(*) FROM authors"));
        assertEquals("7", server.value(SliceScene.SOURCE, "SELECT MIN(c) FROM notes"));
    }

    private static String waiting(Vendor vendor, String column) {
        return vendor == Vendor.POSTGRESQL
                ? "SELECT " + column.replace("id", "pid") + " FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND query LIKE 'ALTER TABLE notes%'"
                : "SELECT " + column + " FROM information_schema.processlist WHERE info LIKE 'ALTER TABLE notes%'"
                        + " AND state = 'Waiting for table metadata lock'";
    }

    private static void awaitWaiting(TestServer server) {
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (server.value(SliceScene.SOURCE, waiting(server.vendor(), "COUNT(*)"))
                    .equals("0")) {
                assertTrue(System.nanoTime() < end, "the change does not wait");
                Thread.sleep(20);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where the slice failed, what waits behind it must not keep the server. */
    private static void endChange(TestServer server) throws SQLException {
        String id = server.value(SliceScene.SOURCE, waiting(server.vendor(), "COALESCE(MAX(id), 0)"));
        if (!id.equals("0")) {
            server.execute(
                    SliceScene.SOURCE,
                    server.vendor() == Vendor.POSTGRESQL ? "SELECT pg_terminate_backend(" + id + ")" : "KILL " + id);
        }
    }

    /** Readers hold the structure, too. MySQL 8.0.15 may keep a killed session, and what it holds, for ever. */
    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void theStructureStaysThoughTheSessionThatHeldItIsLost(TestServer server) throws Exception {
        SliceScene scene = notes(server);
        String expected = server.value(SliceScene.SOURCE, SUM);
        List<String> refused = new ArrayList<>();
        scene.atNotice("Source:", () -> {
            try {
                killTheHolder(server);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            try (Connection other = server.connection(SliceScene.SOURCE);
                    Statement statement = other.createStatement()) {
                statement.execute(impatience(server.vendor()));
                refused.add(assertThrows(
                                SQLException.class,
                                () -> statement.execute(
                                        server.vendor() == Vendor.POSTGRESQL
                                                ? "TRUNCATE notes"
                                                : "ALTER TABLE notes CHANGE a b VARCHAR(20), CHANGE b a VARCHAR(20)"))
                        .getMessage());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });

        scene.slice();

        assertTrue(refused.get(0).toLowerCase(Locale.ROOT).contains("timeout"), refused::toString);
        assertEquals(expected, scene.inTarget(SUM));
    }

    /** PostgreSQL's is older than all readers; the others' is younger. */
    private static void killTheHolder(TestServer server) throws SQLException {
        String kill =
                switch (server.vendor()) {
                    case POSTGRESQL ->
                        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid IN (SELECT pid FROM pg_locks"
                                + " WHERE relation = 'notes'::regclass AND mode = 'AccessShareLock')"
                                + " ORDER BY backend_start LIMIT 1";
                    case MARIADB, MYSQL ->
                        "KILL "
                                + server.value(
                                        SliceScene.SOURCE,
                                        "SELECT MAX(id) FROM information_schema.processlist"
                                                + " WHERE db = DATABASE() AND id <> CONNECTION_ID()");
                };
        server.execute(SliceScene.SOURCE, kill);
    }

    /** An ALTER that is under way when the slice begins. */
    @OnEachServer(Vendor.POSTGRESQL)
    void aTableThatIsBeingChangedIsNamedBeforeAnythingIsWritten(TestServer server) throws Exception {
        SliceScene scene = notes(server);
        try (Connection other = server.connection(SliceScene.SOURCE);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE notes IN ACCESS EXCLUSIVE MODE");

            RunFailure failure = assertThrows(RunFailure.class, scene::slice);

            assertTrue(failure.getMessage().contains("public.notes is locked"), failure.getMessage());
            assertTrue(failure.getMessage().contains("being changed"), failure.getMessage());
        }
    }
}
