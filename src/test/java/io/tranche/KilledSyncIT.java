package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Address;
import io.tranche.config.Vendor;
import io.tranche.report.SyncReport;
import io.tranche.testing.CommitProxy;
import io.tranche.testing.CommitProxy.Moment;
import io.tranche.testing.Jvm;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;

/** A sync that is killed in its middle: run again, it comes to the end that it would have come to. */
class KilledSyncIT {
    private static final int KILLS = 2;
    private static final String STATE =
            "SELECT CONCAT(SUM(CASE WHEN name LIKE 'source%' THEN 1 ELSE 0 END), ' ', SUM(id)) FROM big";

    @TempDir
    Path folder;

    private SyncScene scene(TestServer server) throws SQLException {
        String numbers = "SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n FROM digits a, digits b,"
                + " digits c, digits e, digits f WHERE f.d < 3";
        SyncScene scene = new SyncScene(server, folder, "killed_sync")
                .both(
                        "CREATE TABLE digits (d INT PRIMARY KEY)",
                        "CREATE TABLE big (id INT PRIMARY KEY, name VARCHAR(40))",
                        "CREATE TABLE swaps (id INT PRIMARY KEY, u INT NOT NULL UNIQUE)",
                        "CREATE TABLE log (line VARCHAR(40))",
                        "INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)")
                .source(
                        "INSERT INTO big SELECT n, CONCAT('source ', n) FROM (" + numbers + ") x WHERE MOD(n, 3) <> 0",
                        "INSERT INTO swaps SELECT n, 30000 - n FROM (" + numbers + ") x",
                        "INSERT INTO log SELECT CONCAT('line ', MOD(n, 7)) FROM (" + numbers + ") x");
        return drifted(scene, numbers);
    }

    private static SyncScene drifted(SyncScene scene, String numbers) throws SQLException {
        return scene.copy(
                "DELETE FROM big",
                "DELETE FROM swaps",
                "DELETE FROM log",
                "INSERT INTO big SELECT n, CONCAT('copy ', n) FROM (" + numbers + ") x WHERE MOD(n, 5) <> 0",
                "INSERT INTO swaps SELECT n, n FROM (" + numbers + ") x",
                "INSERT INTO log SELECT CONCAT('line ', MOD(n, 11)) FROM (" + numbers + ") x");
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void comesToItsEndWhenItIsRunAgain(TestServer server) throws Exception {
        SyncScene scene = scene(server);
        if (server.vendor() != Vendor.POSTGRESQL) {
            scene.copy("CREATE TRIGGER busy BEFORE INSERT ON big FOR EACH ROW SET NEW.name = 'from a trigger'");
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            kill(server, scene, random.nextInt(400));
        }

        SyncReport report = scene.sync();

        assertFalse(report.hasFailures(), report.toString());
        for (String table : List.of("big", "swaps", "log")) {
            assertEquals(scene.sourceRows(table), scene.copyRows(table), table + ", seed " + seed);
        }
        if (server.vendor() != Vendor.POSTGRESQL) {
            assertEquals("busy", server.value(scene.copyName(), "SHOW TRIGGERS"), "it is back");
        }
    }

    /** Tables of other strategies, that have been copied once and whose source goes on. */
    private SyncScene followed(TestServer server) throws Exception {
        String time = server.vendor() == Vendor.POSTGRESQL ? "TIMESTAMPTZ" : "DATETIME";
        SyncScene scene = new SyncScene(server, folder, "killed_strategies")
                .both(
                        "CREATE TABLE grows (id INT PRIMARY KEY, v VARCHAR(20))",
                        "CREATE TABLE timed (id INT PRIMARY KEY, v VARCHAR(20), u " + time + " NULL)",
                        "CREATE TABLE parts (id INT PRIMARY KEY, p INT, v VARCHAR(20))")
                .source(
                        "CREATE TABLE digits (d INT PRIMARY KEY)",
                        "INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)",
                        "CREATE TABLE numbers (n INT PRIMARY KEY)",
                        "INSERT INTO numbers SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d FROM digits a,"
                                + " digits b, digits c, digits e, digits f WHERE f.d < 2 AND e.d + 10 * f.d < 12",
                        "INSERT INTO grows SELECT n, 'first' FROM numbers",
                        "INSERT INTO timed SELECT n, 'first', '2026-01-01 10:00:00' FROM numbers",
                        "INSERT INTO parts SELECT n, MOD(n, 10), 'first' FROM numbers")
                .tables(List.of("grows", "timed", "parts"), List.of())
                .rules(
                        """
                        sync:
                          tables:
                            grows: append
                            timed: {timestamp: {column: u, overlap: 0}}
                            parts: {partitioned_by: p}
                        """);
        scene.sync();
        assertFollowed(scene, "at first");
        return scene;
    }

    private static void assertFollowed(SyncScene scene, String message) throws SQLException {
        for (String table : List.of("grows", "timed", "parts")) {
            assertEquals(scene.sourceRows(table), scene.copyRows(table), message + ": " + table);
        }
    }

    /** Each table has changes of more than one transaction. */
    private static void goOn(SyncScene scene, int round) throws SQLException {
        int above = round * 100_000;
        scene.source(
                "INSERT INTO grows SELECT n + " + above + ", 'new' FROM numbers",
                "DELETE FROM timed WHERE MOD(id, 17) = " + round,
                "UPDATE timed SET v = 'round " + round + "', u = '2026-02-0" + round + " 10:00:00' WHERE id < 100000",
                "INSERT INTO timed SELECT n + " + above + ", 'new', '2026-02-0" + round
                        + " 11:00:00' FROM numbers WHERE n < 500",
                "DELETE FROM parts WHERE p = " + round,
                "UPDATE parts SET v = 'round " + round + "' WHERE p > " + round,
                "INSERT INTO parts SELECT n + " + above + ", 100 + " + round + ", 'new' FROM numbers WHERE n < 500");
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void otherStrategiesComeToTheirEndToo(TestServer server) throws Exception {
        SyncScene scene = followed(server);
        Address address = server.config(scene.copyName()).addresses().get(0);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        goOn(scene, 1);
        int commits;
        try (CommitProxy proxy = new CommitProxy(address, 0, Moment.BEFORE, () -> {})) {
            scene.copyThrough(proxy.address().port()).sync();
            commits = proxy.commits();
        }
        assertFollowed(scene, "undisturbed");
        for (int round = 2; round < 4; round++) {
            goOn(scene, round);
            Moment moment = random.nextBoolean() ? Moment.BEFORE : Moment.AFTER;
            // of the first COMMITs some only create tables that are there by now
            int number = 1 + random.nextInt(commits);
            killAtCommit(scene, address, number, moment);
            SyncReport report = scene.copyThrough(address.port()).sync();
            assertFalse(report.hasFailures(), report.toString());
            assertFollowed(scene, "killed at commit " + number + " of " + commits + " " + moment + ", seed " + seed);
        }
    }

    private void killAtCommit(SyncScene scene, Address address, int number, Moment moment) throws Exception {
        AtomicReference<Process> run = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(1);
        try (CommitProxy proxy = new CommitProxy(address, number, moment, () -> {
            try {
                started.await();
                run.get().destroyForcibly().waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            run.set(start(scene.copyThrough(proxy.address().port()), "grows,timed,parts"));
            started.countDown();
            assertTrue(run.get().waitFor(2, TimeUnit.MINUTES), "the run hangs");
        } finally {
            run.get().destroyForcibly();
        }
    }

    private Process start(SyncScene scene, String include) throws IOException {
        return Jvm.tranche(
                        folder,
                        "killed.log",
                        "sync",
                        "-r",
                        scene.sourceUrl(),
                        "-w",
                        scene.copyUrl(),
                        "--workers",
                        "1",
                        "--include",
                        include)
                .start();
    }

    /** Some milliseconds after the first row has changed in the copy, or after a trigger is gone. */
    private void kill(TestServer server, SyncScene scene, int later) throws Exception {
        String source = server.url(scene.sourceName());
        String copy = server.url(scene.copyName());
        String before = server.value(scene.copyName(), STATE);
        Process process = Jvm.tranche(folder, "killed.log", "sync", "-r", source, "-w", copy, "--workers", "1")
                .start();
        Killing.once(process, server, scene.copyName(), STATE, now -> !now.equals(before), Duration.ofMillis(later));
    }
}
