package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tranche.config.Vendor;
import io.tranche.report.SyncReport;
import io.tranche.testing.Jvm;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
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
