package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.error.RunFailure;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import io.tranche.report.SyncReport;
import io.tranche.run.SyncRequest.Flag;
import io.tranche.testing.CommitProxy;
import io.tranche.testing.CommitProxy.Moment;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Relay;
import io.tranche.testing.RestartableServer;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults in the middle of a sync: it outlives them, or ends with a clear failure and is equal after another run. */
class SyncFaultsIT {
    private static final List<String> TABLES = List.of("parents", "children", "swaps", "log");

    /** Not each commit: that takes long. */
    private static final int STEP = 5;

    @TempDir
    Path folder;

    private SyncScene scene(TestServer server) throws SQLException {
        return drifted(new SyncScene(server, folder, "sync_faults")
                .both(
                        "CREATE TABLE digits (d INT PRIMARY KEY)",
                        "INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)",
                        "CREATE TABLE parents (id INT PRIMARY KEY, name VARCHAR(40))",
                        "CREATE TABLE children (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES parents (id))",
                        "CREATE TABLE swaps (id INT PRIMARY KEY, u INT NOT NULL UNIQUE)",
                        "CREATE TABLE log (line VARCHAR(40))")
                .source(
                        "INSERT INTO parents SELECT a.d * 10 + b.d, CONCAT('source ', a.d, b.d) FROM digits a, digits b",
                        "INSERT INTO children SELECT id, id FROM parents WHERE MOD(id, 3) = 0",
                        "INSERT INTO swaps SELECT id, 100 - id FROM parents",
                        "INSERT INTO log SELECT CONCAT('line ', MOD(id, 7)) FROM parents"));
    }

    /** The copy, far from its source. */
    private static SyncScene drifted(SyncScene scene) throws SQLException {
        return scene.copy(
                "DELETE FROM children",
                "DELETE FROM parents",
                "DELETE FROM swaps",
                "DELETE FROM log",
                "INSERT INTO parents SELECT a.d * 10 + b.d + 50, CONCAT('copy ', a.d, b.d) FROM digits a, digits b",
                "INSERT INTO children SELECT id, id FROM parents WHERE MOD(id, 2) = 0",
                "INSERT INTO swaps SELECT id, id FROM parents",
                "INSERT INTO log SELECT CONCAT('line ', MOD(id, 5)) FROM parents");
    }

    private static void assertEqualRows(SyncScene scene, String message) throws SQLException {
        for (String table : TABLES) {
            assertEquals(scene.sourceRows(table), scene.copyRows(table), message + ": " + table);
        }
    }

    /** Does something once, at the first event of a sort. */
    private static Listener at(Predicate<Event> moment, Runnable act) {
        AtomicBoolean done = new AtomicBoolean();
        return event -> {
            if (moment.test(event) && done.compareAndSet(false, true)) {
                act.run();
            }
        };
    }

    private static boolean compares(Event event) {
        return event instanceof Event.TableStarted started && started.phase() == Phase.COMPARE;
    }

    private static boolean begins(Event event, Phase phase) {
        return event instanceof Event.PhaseStarted started && started.phase() == phase;
    }

    private static boolean writes(Event event, String words, String table) {
        return event instanceof Event.Statement statement
                && statement.database() == Event.Statement.Direction.WRITE
                && statement.sql().contains(words)
                && statement.sql().contains(table);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aConnectionThatIsLostWhileBothSidesAreReadIsReplaced(TestServer server) throws Exception {
        SyncScene scene = scene(server);
        int port = server.config(scene.copyName()).addresses().get(0).port();
        for (String side : List.of("source", "copy")) {
            try (Relay relay = Relay.to(port);
                    Relay other = Relay.to(port)) {
                drifted(scene)
                        .sourceThrough((side.equals("source") ? relay : other).port())
                        .copyThrough((side.equals("copy") ? relay : other).port());
                SyncReport report = scene.sync(at(SyncFaultsIT::compares, relay::loseNextAnswer));
                assertFalse(report.hasFailures(), report.toString());
                assertEquals(1, report.retries(), side);
                assertEqualRows(scene, side);
            }
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aConnectionThatIsLostWhileRowsAreWrittenIsReplaced(TestServer server) throws Exception {
        SyncScene scene = scene(server);
        String load = server.vendor() == Vendor.POSTGRESQL ? "COPY " : "(rows are loaded";
        for (String statement : List.of("DELETE", load)) {
            try (Relay relay =
                    Relay.to(server.config(scene.copyName()).addresses().get(0).port())) {
                // the lost answer is this table's, and not another's
                drifted(scene).workers(1).copyThrough(relay.port());
                SyncReport report = scene.sync(at(event -> writes(event, statement, "parents"), relay::loseNextAnswer));
                assertFalse(report.hasFailures(), report.toString());
                assertEquals(1, report.retries(), statement);
                assertEqualRows(scene, statement);
            }
        }
    }

    /** Whoever sends it. Only of a table without a key nobody can tell afterwards whether its rows were written. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aConnectionThatIsLostAtACommitIsReplaced(TestServer server) throws Exception {
        SyncScene scene = scene(server);
        int commits = syncLosing(server, scene, 0, Moment.BEFORE, new ArrayList<>());
        assertTrue(commits > 6, "only " + commits + " commits");
        List<String> failed = new ArrayList<>();
        int first = 1 + new Random().nextInt(STEP);
        for (int number = first; number <= commits; number += STEP) {
            Moment moment = number % 2 == first % 2 ? Moment.BEFORE : Moment.AFTER;
            drifted(scene);
            syncLosing(server, scene, number, moment, failed);
            if (!failed.isEmpty()) {
                scene.copyThrough(
                        server.config(scene.copyName()).addresses().get(0).port());
                assertFalse(scene.sync().hasFailures());
            }
            assertEqualRows(scene, "lost at commit " + number + " of " + commits + ", " + moment);
            assertTrue(failed.stream().allMatch("log"::equals), failed.toString());
            failed.clear();
        }
    }

    private static int syncLosing(TestServer server, SyncScene scene, int number, Moment moment, List<String> failed)
            throws Exception {
        try (CommitProxy proxy =
                new CommitProxy(server.config(scene.copyName()).addresses().get(0), number, moment, () -> {})) {
            SyncReport report = scene.copyThrough(proxy.address().port()).sync();
            for (SyncReport.Line line : report.tables()) {
                line.error().ifPresent(error -> {
                    assertTrue(error.contains("not known whether it was"), error);
                    failed.add(line.table());
                });
            }
            return proxy.commits();
        }
    }

    /** Somebody holds the middle one of three rows, and then wants the two others: one of them is the sync's by then. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aDeadlockIsTriedAgain(TestServer server) throws Exception {
        SyncScene scene = new SyncScene(server, folder, "sync_deadlock")
                .both(
                        "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))",
                        "INSERT INTO t VALUES (1,'a'),(2,'b'),(3,'c')")
                .copy(
                        "UPDATE t SET v = 'x'",
                        "CREATE TABLE heavy (id INT PRIMARY KEY, v INT)",
                        "INSERT INTO heavy VALUES (1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1)");
        try (Connection other = server.connection(scene.copyName());
                Statement statement = other.createStatement()) {
            if (server.vendor() == Vendor.POSTGRESQL) {
                // who looks for deadlocks is who finds himself in one
                statement.execute("SET deadlock_timeout = '10min'");
            }
            other.setAutoCommit(false);
            // the server ends the transaction that has changed less
            for (int round = 0; round < 20; round++) {
                statement.execute("UPDATE heavy SET v = v + 1");
            }
            statement.execute("UPDATE t SET v = 'y' WHERE id = 2");
            CompletableFuture<SyncReport> sync = CompletableFuture.supplyAsync(() -> scene.sync(Flag.CHECK_REFERENCES));
            await(server, scene.copyName());
            statement.execute("UPDATE t SET v = 'y' WHERE id = 1");
            statement.execute("UPDATE t SET v = 'y' WHERE id = 3");
            other.commit();
            SyncReport report = sync.get(60, TimeUnit.SECONDS);
            assertFalse(report.hasFailures(), report.toString());
            assertEquals(1, report.retries());
        }
        assertEquals(scene.sourceRows("t"), scene.copyRows("t"));
    }

    /** Until somebody waits for a lock. */
    private static void await(TestServer server, String database) throws SQLException {
        String waiting = server.vendor() == Vendor.POSTGRESQL
                ? "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '" + database
                        + "'"
                : "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (server.value(database, waiting).equals("0")) {
            assertTrue(System.nanoTime() < end, "nobody waits");
            // InnoDB answers from what it remembers until nobody has asked for a tenth of a second
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void aSecondRunIntoTheSameTargetIsRefused(TestServer server) throws Exception {
        SyncScene scene = scene(server);
        List<Refusal> refused = new ArrayList<>();
        SyncReport report = scene.sync(
                at(event -> begins(event, Phase.REPAIR), () -> refused.add(assertThrows(Refusal.class, scene::sync))));
        assertEquals(1, refused.size());
        assertTrue(
                refused.get(0).getMessage().contains("Another run is writing"),
                refused.get(0).getMessage());
        assertFalse(report.hasFailures(), report.toString());
        assertEqualRows(scene, "after the second run was refused");
    }

    /** A table, and what somebody does to it in the middle. */
    private static List<List<String>> changes(Vendor vendor) {
        List<List<String>> changes = new ArrayList<>(List.of(
                List.of("added", "ALTER TABLE added ADD c INT DEFAULT 7"),
                List.of("cut", "ALTER TABLE cut DROP COLUMN b"),
                List.of("emptied", "TRUNCATE TABLE emptied"),
                List.of("gone", "DROP TABLE gone"),
                List.of("renamed", "ALTER TABLE renamed RENAME TO elsewhere")));
        if (vendor == Vendor.POSTGRESQL) {
            changes.add(List.of("rewritten", "ALTER TABLE rewritten ALTER a TYPE TEXT USING a || 'x'"));
            changes.add(List.of(
                    "exchanged",
                    "ALTER TABLE exchanged RENAME a TO x",
                    "ALTER TABLE exchanged RENAME b TO a",
                    "ALTER TABLE exchanged RENAME x TO b"));
        } else {
            changes.add(List.of("rewritten", "ALTER TABLE rewritten MODIFY a VARCHAR(300)"));
            changes.add(List.of("exchanged", "ALTER TABLE exchanged CHANGE a b VARCHAR(20), CHANGE b a VARCHAR(20)"));
        }
        changes.add(List.of("quiet"));
        return changes;
    }

    private SyncScene changing(TestServer server) throws SQLException {
        SyncScene scene = new SyncScene(server, folder, "sync_changed");
        for (List<String> change : changes(server.vendor())) {
            String table = change.get(0);
            scene.both("CREATE TABLE " + table + " (id INT PRIMARY KEY, a VARCHAR(20), b VARCHAR(20))")
                    .source("INSERT INTO " + table + " VALUES (1, 'a1', 'b1'), (2, 'a2', 'b2'), (3, NULL, 'b3')")
                    .copy("INSERT INTO " + table + " VALUES (1, 'a1', 'b1'), (2, 'old', 'b2'), (9, 'old', 'old')");
        }
        return scene;
    }

    private static Runnable change(TestServer server, SyncScene scene) {
        return () -> {
            try {
                for (List<String> change : changes(server.vendor())) {
                    scene.source(change.subList(1, change.size()).toArray(String[]::new));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void tablesThatAreChangedInTheMiddleFailAndTheOthersGoOn(TestServer server) throws Exception {
        SyncScene scene = changing(server);
        List<String> before = scene.copyRows("quiet");
        List<String> right = scene.sourceRows("quiet");

        SyncReport report = scene.sync(at(event -> begins(event, Phase.COMPARE), change(server, scene)));

        assertTrue(report.hasFailures());
        for (SyncReport.Line line : report.tables()) {
            List<String> rows = scene.copyRows(line.table());
            assertEquals(line.error().isPresent() ? before : right, rows, line.toString());
        }
        for (String table : List.of("cut", "gone", "renamed", "exchanged", "rewritten", "emptied")) {
            assertTrue(
                    report.tables().stream()
                            .anyMatch(line ->
                                    line.table().equals(table) && line.error().isPresent()),
                    table + " is not told of: " + report);
        }
        assertEquals(right, scene.copyRows("quiet"));
        SyncReport again = scene.sync(Flag.RECREATE, Flag.DROP_EXTRA);
        assertFalse(again.hasFailures(), again.toString());
        for (String table : List.of("added", "cut", "emptied", "elsewhere", "exchanged", "rewritten", "quiet")) {
            assertEquals(scene.sourceRows(table), scene.copyRows(table), table);
        }
        assertThrows(SQLException.class, () -> scene.copyRows("gone"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aComparisonTellsOfTablesThatAreChangedInItsMiddle(TestServer server) throws Exception {
        SyncScene scene = changing(server);
        SyncReport report = scene.diff(at(event -> begins(event, Phase.COMPARE), change(server, scene)), found -> {});
        assertTrue(report.hasFailures());
        for (SyncReport.Line line : report.tables()) {
            if (line.error().isEmpty()) {
                assertEquals(
                        List.of(1L, 1L, 1L, 1L),
                        List.of(line.equal(), line.missing(), line.extra(), line.changed()),
                        line.toString());
            }
        }
        assertTrue(report.tables().stream()
                .anyMatch(line -> line.table().equals("quiet") && line.error().isEmpty()));
    }

    /** Both databases go, and come back. */
    @ParameterizedTest
    @EnumSource(
            value = Vendor.class,
            names = {"MARIADB", "POSTGRESQL"})
    void aServerThatIsRestartedIsInStepAfterAnotherRun(Vendor vendor) throws Exception {
        RestartableServer restartable = Servers.restartable(vendor);
        SyncScene scene = scene(restartable.server());
        List<Predicate<Event>> moments = List.of(SyncFaultsIT::compares, event -> begins(event, Phase.REPAIR));
        for (int i = 0; i < moments.size(); i++) {
            drifted(scene);
            AtomicBoolean restarted = new AtomicBoolean();
            try {
                scene.sync(at(moments.get(i), () -> {
                    restartable.restart();
                    restarted.set(true);
                }));
            } catch (RunFailure e) {
                assertEquals(3, e.exitCode(), e.getMessage());
            }
            assertTrue(restarted.get());
            assertFalse(scene.sync().hasFailures());
            assertEqualRows(scene, "moment " + i);
        }
    }
}
