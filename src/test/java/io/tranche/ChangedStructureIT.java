package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.ArrayList;
import java.util.List;
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
                refused.stream().allMatch(words -> words.toLowerCase(java.util.Locale.ROOT)
                        .contains("timeout")),
                refused::toString);
        assertEquals(expected, scene.inTarget(SUM));
        assertEquals("2", scene.inTarget("SELECT COUNT(*) FROM authors"));
        // and nothing waits any longer
        server.execute(SliceScene.SOURCE, impatience(server.vendor()), "ALTER TABLE notes ADD d INT");
    }

    /** The session that kept the structure is killed: the snapshot would show an emptied table, or columns that changed names. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aChangeThatCouldNotBeKeptAwayIsSaid(TestServer server) throws Exception {
        SliceScene scene = notes(server);
        scene.atNotice("Source:", () -> {
            try {
                killTheHolder(server);
                server.execute(
                        SliceScene.SOURCE,
                        server.vendor() == Vendor.POSTGRESQL
                                ? "TRUNCATE notes"
                                : "ALTER TABLE notes CHANGE a b VARCHAR(20), CHANGE b a VARCHAR(20)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });

        RunFailure failure = assertThrows(RunFailure.class, scene::slice);

        assertTrue(failure.getMessage().contains("notes"), failure.getMessage());
        assertTrue(failure.getMessage().contains("--overwrite"), failure.getMessage());
        assertEquals(3, failure.exitCode());
    }

    private static void killTheHolder(TestServer server) throws SQLException {
        switch (server.vendor()) {
            case POSTGRESQL ->
                server.execute(
                        SliceScene.SOURCE,
                        "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks"
                                + " WHERE relation = 'notes'::regclass AND mode = 'AccessShareLock'");
            case MYSQL ->
                server.execute(
                        SliceScene.SOURCE,
                        "KILL "
                                + server.value(
                                        SliceScene.SOURCE,
                                        "SELECT processlist_id FROM performance_schema.metadata_locks"
                                                + " JOIN performance_schema.threads ON thread_id = owner_thread_id"
                                                + " WHERE object_schema = DATABASE() AND object_name = 'notes'"));
            case MARIADB ->
                server.execute(
                        SliceScene.SOURCE,
                        "KILL "
                                + server.value(
                                        SliceScene.SOURCE,
                                        "SELECT MAX(id) FROM information_schema.processlist"
                                                + " WHERE db = DATABASE() AND id <> CONNECTION_ID()"));
        }
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
