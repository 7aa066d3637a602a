package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.report.SyncReport;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/** Tables that only grow. */
class AppendIT {
    private static final String TABLE = "CREATE TABLE t (id BIGINT PRIMARY KEY, v VARCHAR(20))";

    @TempDir
    Path folder;

    private SyncScene scene(TestServer server, String append) throws Exception {
        return new SyncScene(server, folder, "append").both(TABLE).rules("sync: {default: {append: " + append + "}}");
    }

    private static SyncReport.Line line(SyncReport report) {
        assertEquals(1, report.tables().size());
        assertEquals(
                List.of(),
                report.tables().stream()
                        .flatMap(table -> table.error().stream())
                        .toList());
        return report.tables().get(0);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void takesRowsAboveTheHighestKeyAndLooksAtTheLastOnesAgain(TestServer server) throws Exception {
        SyncScene scene = scene(server, "{overlap: 3}")
                .source("INSERT INTO t VALUES (1,'a'),(2,'b'),(3,'c'),(5,'e'),(6,'f'),(7,'g'),(8,'h')")
                // 1 differs below the overlap; 3 is missing and 5 differs within it
                .copy("INSERT INTO t VALUES (1,'x'),(2,'b'),(5,'x'),(6,'f')");
        SyncReport.Line line = line(scene.sync());
        assertEquals(3, line.missing());
        assertEquals(1, line.changed());
        assertEquals(0, line.extra());
        assertEquals("1", server.value(scene.copyName(), "SELECT COUNT(*) FROM t WHERE v = 'x'"));
        assertEquals("7", server.value(scene.copyName(), "SELECT COUNT(*) FROM t"));
        assertEquals(0, line(scene.sync()).differing());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void keepsRowsAboveTheSourcesHighestKeyUnlessTheyAreToBePruned(TestServer server) throws Exception {
        SyncScene scene = scene(server, "{overlap: 2}")
                .source("INSERT INTO t VALUES (1,'a'),(2,'b')")
                .copy("INSERT INTO t VALUES (1,'a'),(2,'b'),(3,'c'),(4,'d')");
        assertEquals(0, line(scene.sync()).differing());
        scene.rules("sync: {default: {append: {overlap: 2, prune: true}}}");
        assertEquals(2, line(scene.sync()).extra());
        assertEquals(scene.sourceRows("t"), scene.copyRows("t"));
        // an empty source has no highest key
        scene.source("DELETE FROM t").rules("sync: {default: append}");
        assertEquals(0, line(scene.sync()).differing());
        scene.rules("sync: {default: {append: {prune: true}}}");
        assertEquals(2, line(scene.sync()).extra());
        assertEquals(List.of(), scene.copyRows("t"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void reachesTheEndsOfTheRangeOfKeys(TestServer server) throws Exception {
        SyncScene scene = scene(server, "{overlap: 1}")
                .source("INSERT INTO t VALUES (-9223372036854775808,'a'),(0,'b'),(9223372036854775807,'c')")
                .copy("INSERT INTO t VALUES (-9223372036854775808,'a')");
        assertEquals(2, line(scene.sync()).missing());
        assertEquals(scene.sourceRows("t"), scene.copyRows("t"));
        assertEquals(0, line(scene.sync()).differing());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void refusesKeysThatDoNotGrow(TestServer server) throws Exception {
        SyncScene scene = new SyncScene(server, folder, "append")
                .both(
                        "CREATE TABLE a (id CHAR(36) PRIMARY KEY)",
                        "CREATE TABLE b (x INT, y INT, PRIMARY KEY (x, y))",
                        "CREATE TABLE c (x INT)")
                .rules("sync: {default: append}");
        Refusal refusal = assertThrows(Refusal.class, scene::sync);
        assertEquals(3, refusal.problems().size(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("a has the key id of type"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("b has a key of several columns"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("c has no key"), refusal.getMessage());
    }

    /** The oracle: what the documentation says of each strategy's setting, on maps. */
    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void doesWhatTheOracleDoes(TestServer server) throws Exception {
        long seed = Long.getLong("tranche.test.seed", System.nanoTime());
        System.out.println("AppendIT: -Dtranche.test.seed=" + seed);
        Random random = new Random(seed);
        SyncScene scene = new SyncScene(server, folder, "append").both(TABLE);
        for (int round = 0; round < 8; round++) {
            int overlap = 1 + random.nextInt(6);
            boolean prune = random.nextBoolean();
            TreeMap<Long, String> source = rows(random);
            TreeMap<Long, String> copy = rows(random);
            scene.rules("sync: {default: {append: {overlap: " + overlap + ", prune: " + prune + "}}}");
            fill(scene, source, copy);
            scene.sync();
            assertEquals(
                    expected(source, copy, overlap, prune).toString(),
                    content(scene, server),
                    "round " + round + ", overlap " + overlap + ", prune " + prune + ", " + source + " to " + copy);
        }
    }

    private static TreeMap<Long, String> rows(Random random) {
        TreeMap<Long, String> rows = new TreeMap<>();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            rows.put((long) random.nextInt(20) - 5, "v" + random.nextInt(3));
        }
        return rows;
    }

    private static TreeMap<Long, String> expected(
            TreeMap<Long, String> source, TreeMap<Long, String> copy, int overlap, boolean prune) {
        TreeMap<Long, String> expected = new TreeMap<>(copy);
        if (source.isEmpty()) {
            if (prune) {
                expected.clear();
            }
            return expected;
        }
        long top = source.lastKey();
        if (prune) {
            expected.tailMap(top, false).clear();
        }
        List<Long> reached = new ArrayList<>(copy.headMap(top, true).descendingKeySet());
        long from = reached.isEmpty() ? Long.MIN_VALUE : reached.get(Math.min(overlap, reached.size()) - 1);
        expected.subMap(from, true, top, true).clear();
        expected.putAll(source.tailMap(from, true));
        return expected;
    }

    private static void fill(SyncScene scene, TreeMap<Long, String> source, TreeMap<Long, String> copy)
            throws Exception {
        scene.both("DELETE FROM t");
        for (var row : source.entrySet()) {
            scene.source("INSERT INTO t VALUES (" + row.getKey() + ",'" + row.getValue() + "')");
        }
        for (var row : copy.entrySet()) {
            scene.copy("INSERT INTO t VALUES (" + row.getKey() + ",'" + row.getValue() + "')");
        }
    }

    private static String content(SyncScene scene, TestServer server) throws Exception {
        TreeMap<Long, String> rows = new TreeMap<>();
        try (var connection = server.connection(scene.copyName());
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT id, v FROM t")) {
            while (row.next()) {
                rows.put(row.getLong(1), row.getString(2));
            }
        }
        return rows.toString();
    }
}
