package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.RunFailure;
import io.tranche.report.SliceReport;
import io.tranche.testing.CuttingProxy;
import io.tranche.testing.CuttingProxy.Cut;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** What breaks on the way is tried again; what stays broken ends the run with exit code 3, and is said. */
class TroubledRunIT {
    private static final String NUMBERS =
            "(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d n FROM digits a, digits b, digits c, digits e) numbers";

    @TempDir
    Path folder;

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aSourceThatGoesAwayIsSaid(TestServer server) throws Exception {
        SliceScene scene = notes(server, "");
        try (CuttingProxy proxy = new CuttingProxy(scene.address(), 1_000_000, Cut.EVERYTHING)) {
            scene.config("connection:\n" + through(proxy, scene, "prod", SliceScene.SOURCE)
                    + scene.connection("dev", SliceScene.TARGET, ""));

            RunFailure failure = fails(scene);

            assertTrue(proxy.hasCut());
            says(failure, "connection", "lost", "notes", "--continue");
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void aTargetThatGoesAwayIsSaid(TestServer server) throws Exception {
        SliceScene scene = notes(server, "");
        try (CuttingProxy proxy = new CuttingProxy(scene.address(), 1_000_000, Cut.EVERYTHING)) {
            scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "")
                    + through(proxy, scene, "dev", SliceScene.TARGET));

            RunFailure failure = fails(scene);

            assertTrue(proxy.hasCut());
            says(failure, "connection", "lost", "notes", "--continue");
        }
    }

    /** A snapshot's moment is past: only connections that were opened for it can go on. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void connectionsToTheSourceThatAreLostAreReplacedInTheSameSnapshot(TestServer server) throws Exception {
        SliceScene scene = notes(server, "");
        try (CuttingProxy proxy = new CuttingProxy(scene.address(), 1_000_000, Cut.CONNECTION)) {
            scene.config("connection:\n" + through(proxy, scene, "prod", SliceScene.SOURCE)
                    + scene.connection("dev", SliceScene.TARGET, ""));

            slicesWhole(scene, proxy);
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void connectionsToTheTargetThatAreLostAreOpenedAgain(TestServer server) throws Exception {
        SliceScene scene = notes(server, "");
        try (CuttingProxy proxy = new CuttingProxy(scene.address(), 1_000_000, Cut.CONNECTION)) {
            scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "")
                    + through(proxy, scene, "dev", SliceScene.TARGET));

            slicesWhole(scene, proxy);
        }
    }

    /** A table without a key would hold each row twice if the unit were carried out again. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aCommitWhoseAnswerIsLostIsNotDoneTwice(TestServer server) throws Exception {
        String primaryKey = server.vendor() == Vendor.POSTGRESQL ? "CONSTRAINT notes_pkey" : "PRIMARY KEY";
        SliceScene scene = notes(server, "").both("ALTER TABLE notes DROP " + primaryKey);
        try (CuttingProxy proxy = new CuttingProxy(scene.address(), 1_000_000, Cut.ANSWER_TO_COMMIT)) {
            scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "")
                    + through(proxy, scene, "dev", SliceScene.TARGET).replace("prefer", "disable"));

            slicesWhole(scene, proxy);
        }
    }

    private static void slicesWhole(SliceScene scene, CuttingProxy proxy) throws SQLException {
        SliceReport report = scene.slice();

        assertTrue(proxy.hasCut());
        assertTrue(report.retries().connections() > 0, "nothing was tried again");
        String sum = "SELECT CONCAT(COUNT(*), ' ', SUM(id), ' ', SUM(LENGTH(text))) FROM notes";
        assertEquals(scene.server().value(SliceScene.SOURCE, sum), scene.inTarget(sum));
        assertEquals(10_000, report.tables().get(0).selected());
    }

    /** A table in memory is full with the error of a full disk. */
    @OnEachServer
    void aFullTargetIsSaidWithItsTable(TestServer server) throws Exception {
        SliceScene scene = notes(server, " ENGINE = MEMORY", "SET max_heap_table_size = 1000000");

        RunFailure failure = fails(scene);

        says(failure, "notes", "is full");
    }

    private SliceScene notes(TestServer server, String engine, String... settings) throws SQLException, IOException {
        return new SliceScene(server, folder)
                .source(
                        "CREATE TABLE digits (d INT PRIMARY KEY)",
                        "INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
                        "CREATE TABLE notes (id INT PRIMARY KEY, text VARCHAR(500))",
                        "INSERT INTO notes SELECT n, REPEAT('x', 400) FROM " + NUMBERS)
                .target(Stream.concat(
                                Stream.of(settings),
                                Stream.of(
                                        "CREATE TABLE digits (d INT PRIMARY KEY)",
                                        "CREATE TABLE notes (id INT PRIMARY KEY, text VARCHAR(500))" + engine))
                        .toArray(String[]::new))
                .rules("default: skip\nrules: {skip: {where: 1 = 0}}\ntables:\n  notes: {where: id >= 0}\n");
    }

    private static String through(CuttingProxy proxy, SliceScene scene, String name, String database) {
        return scene.connection(
                name,
                database,
                proxy.address(),
                scene.server().config(database).user().orElseThrow(),
                scene.server()
                        .config(database)
                        .password()
                        .map(secret -> secret.value())
                        .orElse(""),
                "");
    }

    private static RunFailure fails(SliceScene scene) {
        RunFailure failure =
                assertTimeoutPreemptively(Duration.ofMinutes(3), () -> assertThrows(RunFailure.class, scene::slice));
        assertEquals(3, failure.exitCode());
        return failure;
    }

    private static void says(RunFailure failure, String... parts) {
        String message = failure.getMessage();
        for (String part : parts) {
            assertTrue(
                    message.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)),
                    () -> "no " + part + " in: " + message);
        }
    }
}
