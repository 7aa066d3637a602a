package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.SliceScene.Asked;
import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.testing.Jvm;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed, and gone on with. The process is a real one, and so is the kill. */
class KilledRunIT {
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    private SliceScene scene(TestServer server) throws SQLException, IOException {
        SliceScene scene = new SliceScene(server, folder)
                .both(
                        "CREATE TABLE digits (d INT PRIMARY KEY)",
                        "CREATE TABLE people (id INT PRIMARY KEY, boss INT, name VARCHAR(40), FOREIGN KEY (boss) REFERENCES"
                                + " people (id))",
                        "CREATE TABLE codes (code VARCHAR(20) PRIMARY KEY, note VARCHAR(60))",
                        "CREATE TABLE visits (id INT PRIMARY KEY, person INT NOT NULL, code VARCHAR(20), text VARCHAR(60),"
                                + " FOREIGN KEY (person) REFERENCES people (id), FOREIGN KEY (code) REFERENCES codes (code))",
                        "CREATE TABLE log (visit INT NOT NULL, line VARCHAR(60), FOREIGN KEY (visit) REFERENCES visits (id))",
                        "CREATE INDEX of_visit ON log (visit)")
                .source(
                        "INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)",
                        "INSERT INTO people SELECT n, NULLIF(FLOOR(n / 3), n), CONCAT('person ', n) FROM (SELECT a.d + 10 *"
                                + " b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n FROM digits a, digits b, digits c, digits e,"
                                + " digits f WHERE f.d < 2) x ORDER BY n",
                        "INSERT INTO codes SELECT CONCAT('code-', id), REPEAT('n', 20) FROM people WHERE id < 5000",
                        "INSERT INTO visits SELECT id, (id * 7919) % 20000, CONCAT('code-', id % 5000), REPEAT('v', 40) FROM"
                                + " people",
                        "INSERT INTO log SELECT id - id % 4, CONCAT('line ', id % 3) FROM visits");
        return scene.rules(
                """
                default: upon_request
                tables:
                  visits: {where: "id % 3 = 0"}
                  log: {rule: join, table: visits, reference: visit}
                """);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void whatWasKilledAndGoneOnWithEqualsWhatWasNeverStopped(TestServer server) throws Exception {
        SliceScene scene = scene(server);
        scene.slice();
        Map<String, String> expected = scene.state(SliceScene.TARGET);
        assertTrue(Long.parseLong(scene.inTarget("SELECT COUNT(*) FROM people")) > 6_000);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            String where = "seed " + seed + ", kill " + kill;
            // the first kill comes as soon as something is committed, the others at any moment behind it
            kill(scene, kill == 0 ? 0 : random.nextInt(800));
            boolean remembered = hasLedger(scene);
            if (remembered) {
                scene.with(Asked.CONTINUE).slice();
            }
            assertEquals(expected, scene.state(SliceScene.TARGET), where);
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void whatWasStoppedUnderOtherRulesIsNotGoneOnWith(TestServer server) throws Exception {
        SliceScene scene = scene(server);
        kill(scene, 0);
        assertTrue(hasLedger(scene), "the run was over before it could be killed");
        scene.rules("default: upon_request\ntables: {visits: {where: \"id % 5 = 0\"}}\n")
                .with(Asked.CONTINUE);
        Refusal refusal = assertThrows(Refusal.class, scene::slice);
        assertTrue(refusal.getMessage().contains("another one"), refusal.getMessage());
    }

    /** The server follows the chain, in one unit of many questions. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aRunThatWasKilledWhileItClimbedAChainIsGoneOnWith(TestServer server) throws Exception {
        SliceScene scene = new SliceScene(server, folder)
                .both("CREATE TABLE chain (id INT PRIMARY KEY, up INT, FOREIGN KEY (up) REFERENCES chain (id))")
                .source("INSERT INTO chain VALUES (1, NULL)")
                .rules("default: upon_request\ntables: {chain: {keys: [4096]}}\n");
        for (int rows = 1; rows < 4096; rows *= 2) {
            scene.source(
                    "INSERT INTO chain VALUES (" + (rows + 1) + ", " + rows + ")",
                    "INSERT INTO chain SELECT id + " + rows + ", id + " + (rows - 1)
                            + " FROM chain WHERE id BETWEEN 2 AND " + rows);
        }
        Process process = Jvm.tranche(
                        folder,
                        "killed.log",
                        "slice",
                        "-r",
                        "prod",
                        "-w",
                        "dev",
                        "--overwrite",
                        "-v",
                        "--max-rows-per-second",
                        "500")
                .start();
        try {
            long limit = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (process.isAlive()
                    && !Files.readString(folder.resolve("killed.log")).contains("RECURSIVE")
                    && System.nanoTime() < limit) {
                process.waitFor(10, TimeUnit.MILLISECONDS);
            }
            process.waitFor(1, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals("1", scene.inTarget("SELECT COUNT(*) FROM chain"), "in the middle of the climb");

        scene.with(Asked.CONTINUE).slice();

        assertEquals("4096 8390656", scene.inTarget("SELECT CONCAT(COUNT(*), ' ', SUM(id)) FROM chain"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void nothingToGoOnWithIsSaid(TestServer server) throws Exception {
        SliceScene scene = scene(server).with(Asked.CONTINUE);
        Refusal refusal = assertThrows(Refusal.class, scene::slice);
        assertTrue(refusal.getMessage().contains("remembers no run"), refusal.getMessage());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void aRunThatIsGoneOnWithTellsTheCountsOfTheWhole(TestServer server) throws Exception {
        SliceScene scene = scene(server);
        Map<String, Long> expected = counts(scene);
        scene.with(Asked.OVERWRITE);
        kill(scene, 0);
        if (hasLedger(scene)) {
            assertEquals(expected, counts(scene.with(Asked.CONTINUE)));
        }
    }

    /** Where triggers and foreign keys cannot be kept still they are away while rows come, and a kill must not lose them. */
    @OnEachServer(Vendor.POSTGRESQL)
    void whatWasTakenAwayFromAnOwnersTargetIsPutBack(TestServer server) throws Exception {
        SliceScene scene = scene(server);
        server.execute(
                "",
                "DO $$ BEGIN CREATE ROLE killed_owner LOGIN PASSWORD 'pw'; EXCEPTION WHEN duplicate_object THEN NULL;"
                        + " END $$",
                "GRANT CREATE ON DATABASE " + SliceScene.TARGET + " TO killed_owner");
        for (String table : List.of("digits", "people", "codes", "visits", "log")) {
            scene.target("ALTER TABLE " + table + " OWNER TO killed_owner");
        }
        scene.target(
                "CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER never BEFORE INSERT ON people FOR EACH ROW EXECUTE PROCEDURE never()");
        Map<String, String> before = DatabaseState.definitions(server, SliceScene.TARGET);
        scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "")
                + scene.connection("dev", SliceScene.TARGET, scene.address(), "killed_owner", "pw", ""));

        kill(scene, 0);

        assertTrue(hasLedger(scene), "the run was over before it could be killed");
        assertEquals("0", scene.inTarget("SELECT COUNT(*) FROM pg_constraint WHERE contype = 'f'"));
        scene.with(Asked.CONTINUE).slice();
        assertEquals(before, DatabaseState.definitions(server, SliceScene.TARGET));
        assertTrue(Long.parseLong(scene.inTarget("SELECT COUNT(*) FROM people")) > 6_000);
    }

    private static Map<String, Long> counts(SliceScene scene) {
        Map<String, Long> counts = new TreeMap<>();
        scene.slice().tables().forEach(table -> {
            counts.put(table.table() + " selected", table.selected());
            counts.put(table.table() + " pulled", table.pulled());
        });
        return counts;
    }

    /** Starts a slice over what is there, and kills it some milliseconds after its first commit of rows. */
    private void kill(SliceScene scene, int later) throws Exception {
        Process process = Jvm.tranche(
                        folder, "killed.log", "slice", "-r", "prod", "-w", "dev", "--overwrite", "--workers", "2")
                .start();
        String units = "SELECT COUNT(*) FROM " + ledger(scene);
        Killing.once(
                process,
                scene.server(),
                SliceScene.TARGET,
                units,
                count -> !count.equals("0"),
                Duration.ofMillis(later));
    }

    private static boolean hasLedger(SliceScene scene) throws SQLException {
        String found =
                switch (scene.server().vendor()) {
                    case MARIADB, MYSQL -> "table_schema = DATABASE() AND table_name = 'tranche_unit'";
                    case POSTGRESQL -> "table_schema = 'tranche' AND table_name = 'unit'";
                };
        return scene.inTarget("SELECT COUNT(*) FROM information_schema.tables WHERE " + found)
                .equals("1");
    }

    private static String ledger(SliceScene scene) {
        return switch (scene.server().vendor()) {
            case MARIADB, MYSQL -> "tranche_unit";
            case POSTGRESQL -> "tranche.unit";
        };
    }
}
