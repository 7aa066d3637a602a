package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.progress.Event;
import io.tranche.report.SyncReport;
import io.tranche.run.SyncRequest.Signature;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What a target remembers from run to run. */
class SyncMemoryIT {
    @TempDir
    Path folder;

    private SyncScene scene(TestServer server) throws Exception {
        return new SyncScene(server, folder, "memory")
                .both(
                        "CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(20))",
                        "CREATE TABLE b (id INT PRIMARY KEY, v VARCHAR(20))",
                        "INSERT INTO a VALUES (1,'aa')",
                        "INSERT INTO b VALUES (1,'bb')")
                .signature(Signature.AUTO);
    }

    private static String log(TestServer server) {
        return server.vendor() == Vendor.POSTGRESQL ? "tranche.sync_log" : "tranche_sync_log";
    }

    private static List<String> lines(TestServer server, SyncScene scene) throws Exception {
        List<String> lines = new ArrayList<>();
        try (var connection = server.connection(scene.copyName());
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT table_name, strategy, rows_inserted, rows_updated, rows_deleted, status, error, started, ended"
                                + " FROM " + log(server) + " ORDER BY run, line")) {
            while (row.next()) {
                assertTrue(row.getString(8).matches("20..-..-..T.*Z"), row.getString(8));
                lines.add("%s %s %d %d %d %s %s"
                        .formatted(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getString(6),
                                row.getString(7).isEmpty() ? "" : "error")
                        .strip());
            }
        }
        return lines;
    }

    /** Tables that a run did not pass over. */
    private static List<String> looked(SyncScene scene) {
        List<String> looked = new ArrayList<>();
        scene.sync(event -> {
            if (event instanceof Event.TableStarted started) {
                looked.add(started.table());
            }
        });
        looked.sort(null);
        return looked;
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void writesHistoryThatOutlivesRunsAndTellsOfThoseThatWereCutOff(TestServer server) throws Exception {
        SyncScene scene = scene(server)
                .source("UPDATE a SET v = 'xx'", "INSERT INTO b VALUES (2,'cc')")
                .copy("INSERT INTO b VALUES (3,'dd')")
                .signature(Signature.OFF);
        scene.sync();
        assertEquals(List.of("a checksum 0 1 0 done", "b checksum 1 0 1 done"), lines(server, scene));
        // as a run leaves it that is killed
        scene.copy("UPDATE " + log(server) + " SET status = 'running' WHERE table_name = 'b'");
        scene.sync();
        assertEquals(
                List.of(
                        "a checksum 0 1 0 done",
                        "b checksum 1 0 1 cut_off",
                        "a checksum 0 0 0 done",
                        "b checksum 0 0 0 done"),
                lines(server, scene));
    }

    /** Whether it passes over depends on the server's being quiet; that it never does so wrongly does not. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void looksAtEverythingOnceEitherSideHasChanged(TestServer server) throws Exception {
        SyncScene scene = scene(server);
        looked(scene);
        looked(scene);
        // as long as what was there, and in one row only
        scene.source("UPDATE a SET v = 'xy' WHERE id = 1");
        assertEquals(List.of("a", "b"), looked(scene));
        assertEquals(scene.sourceRows("a"), scene.copyRows("a"));
        looked(scene);
        looked(scene);
        // the source stands still while the target drifts
        scene.copy("UPDATE b SET v = 'zz' WHERE id = 1");
        assertEquals(List.of("a", "b"), looked(scene));
        assertEquals(scene.sourceRows("b"), scene.copyRows("b"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void passesOverWhatDidNotChange(TestServer server) throws Exception {
        SyncScene scene = scene(server);
        boolean passed = false;
        // other databases of the server may be at work (autovacuum, other tests): some round will be quiet
        for (int round = 0; round < 8 && !passed; round++) {
            passed = looked(scene).isEmpty();
        }
        assertTrue(passed);
        // a table that fails is not taken for one that is in step
        scene.copy("DELETE FROM a");
        assertEquals(List.of("a", "b"), looked(scene));
        assertEquals(scene.sourceRows("a"), scene.copyRows("a"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void looksAgainAtATableThatFailed(TestServer server) throws Exception {
        SyncScene scene = new SyncScene(server, folder, "memory")
                .source("CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(20))", "INSERT INTO a VALUES (1,'a'),(2,'a')")
                .copy("CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(20), UNIQUE (v))")
                .signature(Signature.AUTO);
        SyncReport report = scene.sync();
        assertTrue(report.hasFailures());
        assertTrue(
                lines(server, scene).toString().contains("failed error"),
                lines(server, scene).toString());
        assertEquals(List.of("a"), looked(scene));
        assertEquals(List.of("a"), looked(scene));
    }
}
