package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.SliceScene.Asked;
import io.tranche.config.Vendor;
import io.tranche.report.SliceReport;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;

/** Writers insert, update and delete parents with their children as fast as they can while slices are cut. */
class BusySourceIT {
    private static final int SLICES = 20;
    private static final int WRITERS = 2;
    private static final int PARENTS = 150;

    @TempDir
    Path folder;

    private SliceScene shop(TestServer server) throws Exception {
        SliceScene scene = new SliceScene(server, folder)
                .both(
                        "CREATE TABLE parents (id INT PRIMARY KEY, version BIGINT NOT NULL)",
                        "CREATE TABLE children (id INT PRIMARY KEY, parent INT NOT NULL, version BIGINT NOT NULL,"
                                + " FOREIGN KEY (parent) REFERENCES parents (id))",
                        "CREATE TABLE totals (writer INT PRIMARY KEY, version BIGINT NOT NULL)")
                .source(
                        "INSERT INTO totals VALUES (0, 0), (1, 0)",
                        "INSERT INTO parents VALUES " + values(id -> "(" + id + ", 0)"),
                        "INSERT INTO children VALUES " + values(id -> "(" + id + ", " + id + ", 0)"));
        return scene.rules(
                """
                default: upon_request
                rules: {all: {where: 1 = 1}}
                tables:
                  children: {rule: all}
                  totals: {rule: all}
                """);
    }

    private interface Row {
        String of(int id);
    }

    private static String values(Row row) {
        List<String> rows = new ArrayList<>();
        for (int id = 0; id < PARENTS; id++) {
            rows.add(row.of(id));
        }
        return String.join(", ", rows);
    }

    /** Each transaction leaves a parent, its one child and the writer's total at the same version, or removes both. */
    private static void write(TestServer server, int writer, AtomicBoolean stop) throws SQLException {
        try (Connection connection = server.connection(SliceScene.SOURCE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (long version = 1; !stop.get(); version++) {
                int id = writer + WRITERS * (int) (version % (PARENTS / WRITERS));
                statement.execute("DELETE FROM children WHERE parent = " + id);
                if (version % 3 == 0) {
                    statement.execute("DELETE FROM parents WHERE id = " + id);
                } else {
                    int found =
                            statement.executeUpdate("UPDATE parents SET version = " + version + " WHERE id = " + id);
                    if (found == 0) {
                        statement.execute("INSERT INTO parents VALUES (" + id + ", " + version + ")");
                    }
                    statement.execute("INSERT INTO children VALUES (" + id + ", " + id + ", " + version + ")");
                }
                statement.execute("UPDATE totals SET version = " + version + " WHERE writer = " + writer);
                connection.commit();
            }
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void eachSliceIsOfOneMoment(TestServer server) throws Exception {
        SliceScene scene = shop(server).with(Asked.OVERWRITE);
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writers.add(threads.submit(() -> {
                write(server, number, stop);
                return null;
            }));
        }
        Set<String> moments = new HashSet<>();
        try {
            for (int slice = 0; slice < SLICES; slice++) {
                SliceReport report = scene.slice();
                assertFalse(report.hasOwnOrphans());
                assertTrue(report.references().stream().allMatch(reference -> reference.sourceOrphans() == 0));
                assertOneMoment(scene);
                moments.add(scene.inTarget("SELECT SUM(version) FROM totals"));
            }
        } finally {
            stop.set(true);
            for (Future<Void> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            threads.shutdown();
        }
        assertTrue(moments.size() > SLICES / 2, "the writers were at work between the slices: " + moments);
    }

    private static void assertOneMoment(SliceScene scene) throws SQLException {
        assertEquals(
                "0",
                scene.inTarget("SELECT COUNT(*) FROM children c LEFT JOIN parents p ON p.id = c.parent"
                        + " WHERE p.id IS NULL OR p.version <> c.version"));
        // no row is newer than the total of its writer, and the newest is as new, unless the last act was a removal
        assertEquals(
                "0",
                scene.inTarget(
                        "SELECT COUNT(*) FROM totals t WHERE t.version < (SELECT COALESCE(MAX(c.version), 0) FROM"
                                + " children c WHERE MOD(c.id, " + WRITERS + ") = t.writer)"));
        assertEquals(
                "0",
                scene.inTarget(
                        "SELECT COUNT(*) FROM totals t WHERE t.version > 0 AND MOD(t.version, 3) <> 0 AND t.version <>"
                                + " (SELECT MAX(c.version) FROM children c WHERE MOD(c.id, " + WRITERS
                                + ") = t.writer)"));
    }
}
