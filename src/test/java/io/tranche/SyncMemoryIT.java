package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.progress.Event;
import io.tranche.report.SyncReport;
import io.tranche.run.SyncRequest.Signature;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
        List<String> looked = Collections.synchronizedList(new ArrayList<>());
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

    /** How many tables a run passed over, as their rows were what they had been. */
    private static int passedOverByContent(SyncScene scene) {
        List<String> notices = new ArrayList<>();
        SyncReport report = scene.sync(event -> {
            if (event instanceof Event.Notice notice && notice.text().contains("hold what they held")) {
                notices.add(notice.text());
            }
        });
        assertFalse(report.hasFailures(), report::toString);
        return notices.isEmpty() ? 0 : Integer.parseInt(notices.get(0).split(" ")[0]);
    }

    @OnEachServer(Vendor.MARIADB)
    void contentTellsOneChangedTableFromTheOthers(TestServer server) throws Exception {
        SyncScene scene = scene(server).signature(Signature.CONTENT);
        assertEquals(0, passedOverByContent(scene));
        assertEquals(2, passedOverByContent(scene));
        // as long as what was there; only the rows tell
        scene.source("UPDATE a SET v = 'xy' WHERE id = 1");
        assertEquals(1, passedOverByContent(scene));
        assertEquals(scene.sourceRows("a"), scene.copyRows("a"));
        // what was written is known to be what the source has
        assertEquals(2, passedOverByContent(scene));
        // the source stands still while the target drifts
        scene.copy("UPDATE b SET v = 'zz' WHERE id = 1");
        assertEquals(1, passedOverByContent(scene));
        assertEquals(scene.sourceRows("b"), scene.copyRows("b"));
        // both sides change alike: what is remembered is not what is there, whether or not they are equal
        scene.both("UPDATE b SET v = 'same' WHERE id = 1");
        assertEquals(1, passedOverByContent(scene));
        // values that change places between two rows leave every sum over single columns as it was
        scene.both("INSERT INTO a VALUES (2,'yx')");
        passedOverByContent(scene);
        assertEquals(2, passedOverByContent(scene));
        scene.source("UPDATE a SET v = CASE id WHEN 1 THEN 'yx' ELSE 'xy' END");
        assertEquals(1, passedOverByContent(scene));
        assertEquals(scene.sourceRows("a"), scene.copyRows("a"));
    }

    @OnEachServer(Vendor.MARIADB)
    void looksAtEverythingInEachNthRunWhateverTheContent(TestServer server) throws Exception {
        SyncScene scene = scene(server).signature(Signature.CONTENT).rules("sync: {full_check: 3}");
        List<Integer> passed = new ArrayList<>();
        for (int run = 0; run < 7; run++) {
            passed.add(passedOverByContent(scene));
        }
        assertEquals(List.of(0, 2, 2, 0, 2, 2, 0), passed);
        // another configuration remembers nothing of the first
        scene.rules("sync: {full_check: 4}\ntables: {a: {rule: full, mask: {v: \"'m'\"}}}");
        assertEquals(1, passedOverByContent(scene));
    }

    @OnEachServer(Vendor.POSTGRESQL)
    void remembersNoContentOfATableThatFailed(TestServer server) throws Exception {
        SyncScene scene = new SyncScene(server, folder, "memory")
                .source("CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(20))", "INSERT INTO a VALUES (1,'a'),(2,'a')")
                .copy("CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(20), UNIQUE (v))")
                .signature(Signature.CONTENT);
        assertTrue(scene.sync().hasFailures());
        assertTrue(scene.sync().hasFailures());
        scene.source("UPDATE a SET v = 'b' WHERE id = 2");
        assertEquals(0, passedOverByContent(scene));
        assertEquals(scene.sourceRows("a"), scene.copyRows("a"));
        assertEquals(1, passedOverByContent(scene));
        // as long as what was there, on either side
        scene.source("UPDATE a SET v = 'c' WHERE id = 2").copy("UPDATE a SET v = 'd' WHERE id = 1");
        assertEquals(0, passedOverByContent(scene));
        assertEquals(scene.sourceRows("a"), scene.copyRows("a"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void passesOverByPositionAlone(TestServer server) throws Exception {
        SyncScene scene = scene(server).signature(Signature.BINLOG);
        boolean passed = false;
        for (int round = 0; round < 8 && !passed; round++) {
            passed = looked(scene).isEmpty();
        }
        assertTrue(passed);
        scene.source("UPDATE a SET v = 'xy' WHERE id = 1");
        assertEquals(List.of("a", "b"), looked(scene));
        assertEquals(scene.sourceRows("a"), scene.copyRows("a"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL})
    void refusesPositionsThatItMayNotSee(TestServer server) throws Exception {
        SyncScene scene = scene(server).readAs("sees_no_log").signature(Signature.BINLOG);
        Refusal refusal = assertThrows(Refusal.class, scene::sync);
        assertTrue(refusal.getMessage().contains("may not see the binary log's position"), refusal::getMessage);
        assertEquals(
                "0",
                server.value(
                        scene.copyName(),
                        "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
                                + " AND table_name = 'tranche_sync_signature'"));
    }

    /** Copying a table anew costs more than a look at its rows; comparing it does not. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL})
    void contentStepsInWherePositionsProveNothing(TestServer server) throws Exception {
        SyncScene scene = scene(server)
                .readAs("sees_no_log")
                .signature(Signature.AUTO)
                .rules("sync: {default: replace, tables: {b: checksum}}");
        assertEquals(0, passedOverByContent(scene));
        assertEquals(1, passedOverByContent(scene));
        scene.source("UPDATE a SET v = 'xy' WHERE id = 1");
        assertEquals(0, passedOverByContent(scene));
        assertEquals(scene.sourceRows("a"), scene.copyRows("a"));
        assertEquals(1, passedOverByContent(scene));
    }
}
