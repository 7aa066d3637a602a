package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.progress.Event;
import io.tranche.report.SyncReport;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose rows tell when they were changed. */
class TimestampIT {
    private static final String RULES = "sync: {default: {timestamp: {column: u, overlap: 0}}}";

    @TempDir
    Path folder;

    private static String table(TestServer server) {
        return "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20), u " + type(server) + " NULL)";
    }

    private static String type(TestServer server) {
        return server.vendor() == Vendor.POSTGRESQL ? "TIMESTAMPTZ" : "DATETIME(6)";
    }

    private SyncScene scene(TestServer server) throws Exception {
        return new SyncScene(server, folder, "times").both(table(server)).rules(RULES);
    }

    private static SyncReport.Line line(SyncReport report) {
        assertEquals(
                List.of(),
                report.tables().stream()
                        .flatMap(table -> table.error().stream())
                        .toList());
        assertEquals(1, report.tables().size());
        return report.tables().get(0);
    }

    private static void assertEqualRows(SyncScene scene) throws Exception {
        assertEquals(scene.sourceRows("t"), scene.copyRows("t"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void takesChangedNewAndRenumberedRowsAndRemovesDeletedOnes(TestServer server) throws Exception {
        SyncScene scene = scene(server)
                .source("INSERT INTO t VALUES (1,'a','2026-01-01 10:00:00'),(2,'b','2026-01-01 10:00:00'),"
                        + "(3,'c','2026-01-02 10:00:00.000001'),(4,'d','2026-01-02 11:00:00')");
        assertEquals(4, line(scene.sync()).missing());
        assertEqualRows(scene);
        scene.source(
                "UPDATE t SET v = 'B', u = '2026-01-03 10:00:00' WHERE id = 2",
                "UPDATE t SET id = 30, u = '2026-01-03 10:00:00' WHERE id = 3",
                "DELETE FROM t WHERE id = 1",
                // its time is old: only its key tells that it is new
                "INSERT INTO t VALUES (9,'i','2020-01-01 00:00:00')");
        SyncReport.Line line = line(scene.sync());
        assertEquals(1, line.changed());
        assertEquals(2, line.missing());
        assertEquals(2, line.extra());
        assertEqualRows(scene);
        assertEquals(0, line(scene.sync()).differing());
    }

    /** 25,000 rows change, and the target refuses one of the last: the batches before it stay, and the next run begins there. */
    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void itsMarkComesWithEachBatch(TestServer server) throws Exception {
        boolean postgresql = server.vendor() == Vendor.POSTGRESQL;
        String time = postgresql
                ? "TIMESTAMPTZ '2026-01-01 00:00:00Z' + n * INTERVAL '1 second'"
                : "TIMESTAMP('2026-01-01') + INTERVAL n SECOND";
        SyncScene scene = scene(server)
                .source(
                        "CREATE TABLE digits (d INT)",
                        "INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)",
                        "INSERT INTO t SELECT n, 'a', " + time + " FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d"
                                + " + 10000 * f.d AS n FROM digits a, digits b, digits c, digits e, digits f) x"
                                + " WHERE n < 25000",
                        "DROP TABLE digits");
        assertEquals(25_000, line(scene.sync()).missing());
        scene.source("UPDATE t SET v = 'b', u = u + INTERVAL " + (postgresql ? "'1 day'" : "1 DAY"))
                .copy("ALTER TABLE t ADD CONSTRAINT late CHECK (v = 'a' OR id < 22000)");

        assertTrue(scene.sync().hasFailures());

        assertEquals("19998", server.value(scene.copyName(), "SELECT COUNT(*) FROM t WHERE v = 'b'"));
        assertEquals("19997", server.value(scene.copyName(), "SELECT MAX(id) FROM t WHERE v = 'b'"));
        scene.copy("ALTER TABLE t DROP CONSTRAINT late", "UPDATE t SET v = 'x' WHERE id = 5");
        assertEquals(5_002, line(scene.sync()).changed());
        assertEquals("x", server.value(scene.copyName(), "SELECT v FROM t WHERE id = 5"), "it lies before the mark");
        assertEquals("0", server.value(scene.copyName(), "SELECT COUNT(*) FROM t WHERE v = 'a'"));
    }

    /** What it cannot see is said in the documentation; this is it. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void doesNotSeeAChangeThatLeavesTheTimeAlone(TestServer server) throws Exception {
        SyncScene scene = scene(server)
                .source("INSERT INTO t VALUES (1,'a','2026-01-01 10:00:00'),(2,'b','2026-01-05 10:00:00')");
        scene.sync();
        scene.source("UPDATE t SET v = 'x' WHERE id = 1");
        assertEquals(0, line(scene.sync()).differing());
        // within the overlap it is seen
        scene.rules("sync: {default: {timestamp: {column: u, overlap: 5d}}}");
        assertEquals(1, line(scene.sync()).changed());
        assertEqualRows(scene);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void takesRowsOfOneTimeTogether(TestServer server) throws Exception {
        SyncScene scene = scene(server).source("INSERT INTO t VALUES (1,'a','2026-01-01 10:00:00')");
        scene.sync();
        scene.source("INSERT INTO t VALUES (2,'b','2026-01-01 10:00:00')", "UPDATE t SET v = 'x' WHERE id = 1");
        assertEquals(1, line(scene.sync()).changed());
        assertEqualRows(scene);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void comparesRowsWithoutATimeEachTimeAndCountsThem(TestServer server) throws Exception {
        SyncScene scene =
                scene(server).source("INSERT INTO t VALUES (1,'a',NULL),(2,'b',NULL),(3,'c','2026-01-01 10:00:00')");
        scene.sync();
        scene.source("UPDATE t SET v = 'x' WHERE id = 2");
        List<String> notices = new ArrayList<>();
        SyncReport report = scene.sync(event -> {
            if (event instanceof Event.Notice notice) {
                notices.add(notice.text());
            }
        });
        assertEquals(1, line(report).changed());
        assertEqualRows(scene);
        assertTrue(notices.contains("t: 2 rows have no u; they are compared in each run."), notices.toString());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void isNotHeldBackByATimeInTheFuture(TestServer server) throws Exception {
        SyncScene scene = scene(server)
                .source("INSERT INTO t VALUES (1,'a','2026-01-01 10:00:00'),(2,'b','2999-01-01 00:00:00')");
        scene.sync();
        scene.source("UPDATE t SET v = 'x', u = '2026-01-02 10:00:00' WHERE id = 1");
        assertEquals(1, line(scene.sync()).changed());
        assertEqualRows(scene);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void takesAChangeThatIsCommittedAfterALaterOne(TestServer server) throws Exception {
        String now = server.vendor() == Vendor.POSTGRESQL ? "clock_timestamp()" : "NOW(6)";
        SyncScene scene = scene(server).source("INSERT INTO t VALUES (1,'a'," + now + "),(2,'b'," + now + ")");
        scene.sync();
        try (Connection late = server.connection(scene.sourceName());
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("UPDATE t SET v = 'late', u = " + now + " WHERE id = 1");
            scene.source("UPDATE t SET v = 'early', u = " + now + " WHERE id = 2");
            assertEquals(1, line(scene.sync()).changed());
            late.commit();
        }
        assertEquals(1, line(scene.sync()).changed());
        assertEqualRows(scene);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void repairsATargetThatWasEmptied(TestServer server) throws Exception {
        SyncScene scene = scene(server).source("INSERT INTO t VALUES (1,'a','2026-01-01 10:00:00'),(2,'b',NULL)");
        scene.sync();
        scene.copy("DELETE FROM t WHERE id = 1");
        assertEquals(1, line(scene.sync()).missing());
        assertEqualRows(scene);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void keepsItsMarkInTheTargetWithTheRows(TestServer server) throws Exception {
        SyncScene scene = scene(server).source("INSERT INTO t VALUES (1,'a','2026-01-01 10:00:00')");
        scene.sync();
        String marks = server.vendor() == Vendor.POSTGRESQL ? "tranche.sync_mark" : "tranche_sync_mark";
        String mark = server.value(scene.copyName(), "SELECT mark FROM " + marks);
        // the newest time, less the time that the run took
        assertTrue(mark.startsWith("2026-01-01T09:5"), mark);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void theFlagIsForTablesThatHaveTheColumnAndAreNotNamed(TestServer server) throws Exception {
        SyncScene scene = new SyncScene(server, folder, "times")
                .both(
                        table(server),
                        "CREATE TABLE named (id INT PRIMARY KEY, u " + type(server) + ")",
                        "CREATE TABLE without (id INT PRIMARY KEY)")
                .source("INSERT INTO t VALUES (1,'a','2026-01-01 10:00:00')")
                .rules("sync: {tables: {named: replace}}")
                .timestamp("U");
        assertEquals(
                "named replace, t timestamp, without checksum",
                scene.sync().tables().stream()
                        .map(line -> line.table() + " " + line.strategy())
                        .sorted()
                        .collect(Collectors.joining(", ")));
        assertEqualRows(scene);
        scene.timestamp("nowhere");
        assertTrue(
                assertThrows(Refusal.class, scene::sync).getMessage().contains("No table of the source has a column"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void refusesColumnsThatAreNoTime(TestServer server) throws Exception {
        SyncScene scene = new SyncScene(server, folder, "times")
                .both("CREATE TABLE a (id INT PRIMARY KEY, u DATE)")
                .source("CREATE TABLE b (id INT PRIMARY KEY)")
                .rules(RULES);
        Refusal refusal = assertThrows(Refusal.class, scene::sync);
        assertTrue(
                refusal.getMessage().contains("a has u as date, which is no date with a time"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("b has no column u"), refusal.getMessage());
        // refused before anything was written
        assertThrows(SQLException.class, () -> scene.copyRows("b"));
    }

    /** A history of changes, each of which touches its row's time or makes or removes the row: nothing may be overlooked. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void followsRandomChanges(TestServer server) throws Exception {
        long seed = Long.getLong("tranche.test.seed", System.nanoTime());
        System.out.println("TimestampIT: -Dtranche.test.seed=" + seed);
        Random random = new Random(seed);
        SyncScene scene = scene(server);
        long clock = 0;
        for (int round = 0; round < 8; round++) {
            int changes = random.nextInt(15);
            for (int i = 0; i < changes; i++) {
                clock += random.nextInt(3) * 30L;
                scene.source(change(random, clock, server.vendor() == Vendor.POSTGRESQL ? "::timestamptz" : ""));
            }
            scene.sync();
            assertEquals(scene.sourceRows("t"), scene.copyRows("t"), "round " + round + ", seed " + seed);
        }
        assertEquals(0, line(scene.sync()).differing());
    }

    private static String change(Random random, long clock, String zone) {
        int id = random.nextInt(12);
        String time = "'2026-02-01 %02d:%02d:%02d'".formatted(clock / 3600, clock / 60 % 60, clock % 60);
        return switch (random.nextInt(4)) {
            case 0 -> "DELETE FROM t WHERE id = " + id;
            case 1 ->
                "UPDATE t SET id = id + 100, u = " + time + " WHERE id = " + id
                        + " AND id + 100 NOT IN (SELECT x.id FROM (SELECT id FROM t) x)";
            case 2 -> "UPDATE t SET v = 'v" + clock + "', u = " + time + " WHERE id = " + id;
            default ->
                "INSERT INTO t SELECT " + id + ", 'n" + clock + "', " + time + zone + " FROM (SELECT 1 AS one) x WHERE "
                        + id + " NOT IN (SELECT y.id FROM (SELECT id FROM t) y)";
        };
    }
}
