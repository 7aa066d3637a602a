package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.SliceScene.Asked;
import io.tranche.config.SourceLimits;
import io.tranche.config.Vendor;
import io.tranche.report.SliceReport;
import io.tranche.testing.MariaDbReplica;
import io.tranche.testing.PostgreSqlPair;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary and a real replica of it: read together where they stand at one position, else the replica is named. */
class ReplicasIT {
    private static final String COUNT =
            "SELECT CONCAT((SELECT COUNT(*) FROM orders), ' ', (SELECT COUNT(*) FROM customers))";

    @TempDir
    Path folder;

    private interface Replication {
        void run() throws SQLException;
    }

    private SliceScene shop(TestServer primary, TestServer replica) throws SQLException, IOException {
        SliceScene scene = new SliceScene(primary, folder)
                .both(
                        "CREATE TABLE customers (id INT PRIMARY KEY)",
                        "CREATE TABLE orders (id INT PRIMARY KEY, customer INT, FOREIGN KEY (customer) REFERENCES"
                                + " customers (id))")
                .source("INSERT INTO customers VALUES (1), (2), (3)", "INSERT INTO orders VALUES (1, 1), (2, 2)")
                .rules("default: upon_request\nrules: {all: {where: 1 = 1}}\ntables: {orders: {rule: all}}\n");
        scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "")
                + scene.connection(
                        "replica2",
                        SliceScene.SOURCE,
                        replica.config("").addresses().get(0),
                        replica.config("").user().orElseThrow(),
                        "",
                        "")
                + scene.connection("dev", SliceScene.TARGET, ""));
        return scene.from("prod,replica2").with(Asked.OVERWRITE);
    }

    private void readsTogetherOrNames(SliceScene scene, Replication catchUp, Replication pause, Replication resume)
            throws SQLException {
        catchUp.run();
        SliceReport together = scene.slice();
        assertTrue(
                together.snapshot().contains("read from prod, replica2, which stood at one position"),
                together.snapshot() + scene.notices("replica2"));
        assertEquals("2 2", scene.inTarget(COUNT));

        pause.run();
        scene.source("INSERT INTO customers VALUES (4)", "INSERT INTO orders VALUES (4, 4), (5, 3)");
        SliceReport alone = scene.slice();
        assertFalse(alone.snapshot().contains("replica2"), alone.snapshot());
        assertEquals(
                1,
                scene.notices("replica2 is not read: it does not stand where prod does")
                        .size());
        assertEquals("4 4", scene.inTarget(COUNT));

        // the replica's readers do not know customer 4, whoever of them is asked
        scene.with(Asked.INCONSISTENT);
        for (int i = 0; i < 3; i++) {
            SliceReport loose = scene.slice();
            assertTrue(loose.snapshot().contains("read from prod, replica2"), loose.snapshot());
            assertTrue(loose.references().stream().allMatch(reference -> reference.sourceOrphans() == 0));
            assertFalse(loose.hasOwnOrphans());
        }
        scene.with(Asked.OVERWRITE).within(lag(Duration.ofHours(1)));
        resume.run();
        catchUp.run();
        assertTrue(scene.slice().snapshot().contains("read from prod, replica2, which stood at one position"));
        assertEquals("4 4", scene.inTarget(COUNT));
    }

    private static SourceLimits lag(Duration most) {
        return new SourceLimits(
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(most),
                OptionalInt.empty(),
                Optional.empty());
    }

    @Test
    void aPostgreSqlStandby() throws SQLException, IOException {
        Assumptions.assumeTrue(Servers.find(Vendor.POSTGRESQL).isPresent());
        try (PostgreSqlPair pair = PostgreSqlPair.start()) {
            SliceScene scene = shop(pair.primary(), pair.standby());
            readsTogetherOrNames(
                    scene,
                    pair::catchUp,
                    () -> pair.standby().execute("", "SELECT pg_wal_replay_pause()"),
                    () -> pair.standby().execute("", "SELECT pg_wal_replay_resume()"));
            explainsAConflict(scene, pair);
        }
    }

    /** The primary has removed what a reader on the standby still looks at, and the standby does not wait. */
    private static void explainsAConflict(SliceScene scene, PostgreSqlPair pair) throws SQLException {
        pair.standby().execute("", "ALTER SYSTEM SET max_standby_streaming_delay = 0", "SELECT pg_reload_conf()");
        scene.within(SourceLimits.NONE).from("replica2").atNotice("Source:", () -> {
            try {
                scene.source("DELETE FROM orders WHERE id > 1", "VACUUM orders");
                pair.catchUp();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });

        RuntimeException failure = assertThrows(RuntimeException.class, scene::slice);

        assertTrue(failure.getMessage().contains("hot_standby_feedback"), failure.getMessage());
    }

    @Test
    void aMariaDbReplica() throws SQLException, IOException {
        try (MariaDbReplica replica = MariaDbReplica.of(Servers.mariadb())) {
            readsTogetherOrNames(
                    shop(Servers.mariadb(), replica.server()),
                    replica::catchUp,
                    () -> replica.server().execute("", "STOP SLAVE SQL_THREAD"),
                    () -> replica.server().execute("", "START SLAVE SQL_THREAD"));
        }
    }
}
