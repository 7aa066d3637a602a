package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.KilledSlice.Keys;
import io.tranche.KilledSlice.State;
import io.tranche.SliceScene.Asked;
import io.tranche.config.Vendor;
import io.tranche.error.RunFailure;
import io.tranche.testing.CommitProxy;
import io.tranche.testing.CommitProxy.Moment;
import io.tranche.testing.EmbeddedRedis;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import io.tranche.testing.Tmpfs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** Faults that a run outlives, and such that end it with exit code 3 and can be gone on from. */
class FaultsIT {
    @TempDir
    Path folder;

    /** Whoever sends it: a unit, or the session that writes the ledger between the phases. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aConnectionThatIsLostAtACommitIsReplaced(TestServer server) throws Exception {
        KilledSlice slice = filled(server);
        Map<String, List<String>> expected = slice.rows();
        int commits = commits(slice, 0, Moment.BEFORE);
        for (int number = 1; number <= commits; number += 2) {
            Moment moment = number % 4 == 1 ? Moment.BEFORE : Moment.AFTER;
            commits(slice, number, moment);
            assertEquals(expected, slice.rows(), "lost at commit " + number + " of " + commits + ", " + moment);
            assertFalse(slice.isRemembered());
        }
    }

    private static KilledSlice filled(TestServer server, Path folder) throws Exception {
        KilledSlice slice = new KilledSlice(server, server, folder);
        slice.fill(State.BEFORE);
        slice.finish(Asked.OVERWRITE);
        return slice;
    }

    private KilledSlice filled(TestServer server) throws Exception {
        return filled(server, folder);
    }

    /** Slices in this process; the connection that sends this COMMIT is cut. */
    private static int commits(KilledSlice slice, int number, Moment moment) throws Exception {
        try (CommitProxy proxy = new CommitProxy(slice.targetAddress(), number, moment, () -> {})) {
            slice.config(Keys.IN_PROCESS, proxy.address());
            slice.scene().with(Asked.OVERWRITE).slice();
            return proxy.commits();
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aTargetThatIsGoneIsLookedForAtItsSecondAddress(TestServer server) throws Exception {
        KilledSlice slice = filled(server);
        Map<String, List<String>> expected = slice.rows();
        CommitProxy[] first = new CommitProxy[1];
        try (CommitProxy proxy = new CommitProxy(slice.targetAddress(), 7, Moment.BEFORE, () -> first[0].close())) {
            first[0] = proxy;
            slice.config(Keys.IN_PROCESS, proxy.address(), slice.targetAddress());
            slice.scene().with(Asked.OVERWRITE).slice();
            assertTrue(proxy.commits() >= 7);
        }
        assertEquals(expected, slice.rows());
    }

    /** Its connections may have been lost for so long that the target was free. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aRunWhoseTargetAnotherRunHasTakenWritesNoMore(TestServer server) throws Exception {
        KilledSlice slice = filled(server);
        try (CommitProxy proxy = new CommitProxy(slice.targetAddress(), 8, Moment.AFTER, slice::takeLedger)) {
            slice.config(Keys.IN_PROCESS, proxy.address());
            RunFailure failure = assertThrows(RunFailure.class, slice.scene().with(Asked.OVERWRITE)::slice);
            assertTrue(failure.getMessage().contains("another one took it"), failure.getMessage());
        }
        assertEquals(1, slice.committed(), "the other's");
    }

    @OnEachServer(Vendor.MARIADB)
    void aRedisThatIsGoneEndsTheRunWhichIsGoneOnWith(TestServer server) throws Exception {
        KilledSlice slice = filled(server);
        Map<String, List<String>> expected = slice.rows();
        EmbeddedRedis redis = EmbeddedRedis.start();
        RunFailure failure;
        try (redis;
                CommitProxy proxy = new CommitProxy(slice.targetAddress(), 8, Moment.AFTER, redis::close)) {
            slice.config(redis.port(), proxy.address());
            failure = assertThrows(RunFailure.class, slice.scene().with(Asked.OVERWRITE)::slice);
        }
        assertTrue(failure.getMessage().contains("Redis"), failure.getMessage());
        assertEquals(3, failure.exitCode());
        assertTrue(slice.isRemembered());
        slice.finish(Asked.CONTINUE);
        assertEquals(expected, slice.rows());
    }

    /** A disk of some megabytes, of memory. MySQL 8.0.15 is left out: it may come to a standstill itself, in InnoDB. */
    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void aFullDiskEndsTheRunWhichIsGoneOnWithOnceThereIsRoom(TestServer server) throws Exception {
        try (Tmpfs disk = Tmpfs.mounted(folder.resolve("disk"), 6)) {
            SliceScene scene = new SliceScene(server, folder)
                    .source(
                            "CREATE TABLE notes (id INT PRIMARY KEY, text VARCHAR(500))",
                            "INSERT INTO notes VALUES (1, REPEAT('x', 400)), (2, REPEAT('x', 400)), (3, 'z'), (4, 'z')");
            for (int doubling = 0; doubling < 13; doubling++) {
                scene.source("INSERT INTO notes SELECT id + (SELECT MAX(id) FROM notes n), text FROM notes");
            }
            boolean postgresql = server.vendor() == Vendor.POSTGRESQL;
            if (postgresql) {
                server.execute("", "CREATE TABLESPACE small_disk LOCATION '" + disk.folder() + "'");
            }
            scene.target("CREATE TABLE notes (id INT PRIMARY KEY, text VARCHAR(500)) "
                            + (postgresql ? "TABLESPACE small_disk" : "DATA DIRECTORY = '" + disk.folder() + "'"))
                    .rules("default: upon_request\ntables: {notes: {rule: full}}\nrules: {full: {where: 1 = 1}}\n");

            RunFailure failure = assertThrows(RunFailure.class, scene.with(Asked.OVERWRITE)::slice);

            assertTrue(failure.getMessage().contains("notes"), failure.getMessage());
            assertTrue(failure.getMessage().contains(postgresql ? "No space left" : "full"), failure.getMessage());
            disk.grow(200);
            scene.with(Asked.CONTINUE).slice();
            String sum = "SELECT CONCAT(COUNT(*), ' ', SUM(id), ' ', SUM(LENGTH(text))) FROM notes";
            assertEquals(server.value(SliceScene.SOURCE, sum), scene.inTarget(sum));
            scene.target("DROP TABLE notes");
            if (postgresql) {
                server.execute("", "DROP TABLESPACE small_disk");
            }
        }
    }

    @OnEachServer(Vendor.POSTGRESQL)
    void aSignalEndsTheRunInOrderAndItIsGoneOnWith(TestServer server) throws Exception {
        KilledSlice slice = filled(server);
        Map<String, List<String>> expected = slice.rows();
        for (Map.Entry<String, Integer> signal : Map.of("INT", 130, "TERM", 143).entrySet()) {
            Process[] run = new Process[1];
            try (CommitProxy proxy =
                    new CommitProxy(slice.targetAddress(), 8, Moment.BEFORE, () -> send(signal.getKey(), run[0]))) {
                slice.config(Keys.IN_PROCESS, proxy.address());
                run[0] = slice.start(Asked.OVERWRITE);
                assertTrue(run[0].waitFor(2, TimeUnit.MINUTES), slice.log());
                assertEquals(signal.getValue(), run[0].exitValue(), slice.log());
            } finally {
                run[0].destroyForcibly();
            }
            assertTrue(slice.log().contains("--continue"), slice.log());
            assertTrue(slice.isRemembered());
            slice.finish(Asked.CONTINUE);
            assertEquals(expected, slice.rows());
        }
    }

    private static void send(String signal, Process process) {
        try {
            new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
