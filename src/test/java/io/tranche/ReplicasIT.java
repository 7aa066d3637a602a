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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
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

    /** It goes on by itself, for the replica catches up. */
    private static void readsNothingWhileItLags(SliceScene scene, Replication delay) throws SQLException {
        delay.run();
        scene.from("replica2").within(lag(Duration.ofMillis(500))).slice();

        // it is looked at before the moment and while rows are read
        int pauses = scene.notices("Reading pauses: a server lags").size();
        assertTrue(pauses > 0, "nothing was held back");
        assertEquals(pauses, scene.notices("Reading goes on").size());
        scene.within(SourceLimits.NONE);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it never came to that");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
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
    void aPostgreSqlStandby() throws Exception {
        Assumptions.assumeTrue(Servers.find(Vendor.POSTGRESQL).isPresent());
        try (PostgreSqlPair pair = PostgreSqlPair.start()) {
            SliceScene scene = shop(pair.primary(), pair.standby());
            readsTogetherOrNames(
                    scene,
                    pair::catchUp,
                    () -> pair.standby().execute("", "SELECT pg_wal_replay_pause()"),
                    () -> pair.standby().execute("", "SELECT pg_wal_replay_resume()"));
            readsNothingWhileItLags(scene, () -> {
                pair.standby()
                        .execute("", "ALTER SYSTEM SET recovery_min_apply_delay = '3s'", "SELECT pg_reload_conf()");
                scene.source("INSERT INTO customers VALUES (5)");
                await(() -> lagsByASecond(pair.standby()));
            });
            pair.standby()
                    .execute(
                            "",
                            "ALTER SYSTEM RESET recovery_min_apply_delay",
                            "ALTER SYSTEM SET max_standby_streaming_delay = 0",
                            "SELECT pg_reload_conf()");
            pair.catchUp();
            explainsAConflict(scene, pair);
            triesAgainAfterAConflict(scene, pair);
        }
    }

    /** The primary has removed what a reader on the standby still looks at, and the standby does not wait. */
    private static void explainsAConflict(SliceScene scene, PostgreSqlPair pair) throws SQLException {
        AtomicBoolean first = new AtomicBoolean(true);
        scene.from("replica2").atNotice("Source:", () -> {
            if (first.getAndSet(false)) {
                removeOrdersAbove(3, scene, pair);
            }
        });

        RuntimeException failure = assertThrows(RuntimeException.class, scene::slice);

        assertTrue(failure.getMessage().contains("hot_standby_feedback"), failure.getMessage());
    }

    private static void removeOrdersAbove(int id, SliceScene scene, PostgreSqlPair pair) {
        try {
            scene.source("DELETE FROM orders WHERE id > " + id, "VACUUM orders");
            pair.catchUp();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where no moment is shared, only the statement that was under way is cancelled. */
    private static void triesAgainAfterAConflict(SliceScene scene, PostgreSqlPair pair) throws Exception {
        scene.with(Asked.INCONSISTENT)
                .rules("default: upon_request\ntables: {orders: {where: pg_sleep(0.5) IS NOT NULL}}\n");
        CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> {
            await(() -> isSleeping(pair.standby()));
            removeOrdersAbove(1, scene, pair);
        });

        SliceReport report = scene.slice();

        removal.get(60, TimeUnit.SECONDS);
        assertTrue(report.retries().conflicts() > 0, "nothing was tried again");
        assertEquals("1 1", scene.inTarget(COUNT));
    }

    private static boolean isSleeping(TestServer standby) {
        try {
            return !standby.value("", "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                    .equals("0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean lagsByASecond(TestServer standby) {
        try {
            return standby.value(
                            "",
                            """
                            SELECT pg_last_wal_receive_lsn() <> pg_last_wal_replay_lsn()
                              AND clock_timestamp() - pg_last_xact_replay_timestamp() > interval '1 s'""")
                    .equals("t");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readsNothingWhileReplicationStandsStill(SliceScene scene, MariaDbReplica replica)
            throws SQLException {
        replica.server().execute("", "STOP SLAVE SQL_THREAD");
        scene.within(lag(Duration.ofHours(1))).atNotice("stands still", () -> {
            try {
                replica.server().execute("", "START SLAVE SQL_THREAD");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });

        scene.slice();

        assertEquals(
                1,
                scene.notices("Reading pauses: the replication of a server stands still")
                        .size());
        assertEquals(2, scene.notices("Reading goes on").size());
    }

    @Test
    void aMariaDbReplica() throws SQLException, IOException {
        try (MariaDbReplica replica = MariaDbReplica.of(Servers.mariadb())) {
            SliceScene scene = shop(Servers.mariadb(), replica.server());
            readsTogetherOrNames(
                    scene,
                    replica::catchUp,
                    () -> replica.server().execute("", "STOP SLAVE SQL_THREAD"),
                    () -> replica.server().execute("", "START SLAVE SQL_THREAD"));
            readsNothingWhileItLags(scene, () -> {
                replica.delay(Duration.ofSeconds(3));
                scene.source("INSERT INTO customers VALUES (5)");
                await(() ->
                        replica.secondsBehind().filter(seconds -> seconds > 0).isPresent());
            });
            readsNothingWhileReplicationStandsStill(scene, replica);
        }
    }
}
