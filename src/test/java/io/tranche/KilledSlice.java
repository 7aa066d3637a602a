package io.tranche;

import io.tranche.SliceScene.Asked;
import io.tranche.config.Address;
import io.tranche.config.Vendor;
import io.tranche.testing.CommitProxy;
import io.tranche.testing.EmbeddedRedis;
import io.tranche.testing.Jvm;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A slice that a process of its own cuts, so that it can be killed for real: references in a circle, texts as keys, a unique
 * column, a table without a key that has equal rows. The source has two states, {@link State}.
 */
final class KilledSlice {
    private static final List<String> TABLES = List.of("people", "codes", "visits", "log");

    private final SliceScene scene;

    /** What the source holds. */
    enum State {
        BEFORE,
        /** Rows of each table have changed, gone and come; unique values have changed hands. */
        MOVED
    }

    /** Where a run keeps its keys. */
    enum Keys {
        IN_PROCESS,
        IN_REDIS
    }

    KilledSlice(TestServer source, TestServer target, Path folder) throws SQLException, IOException {
        scene = new SliceScene(source, target, folder)
                .both(
                        "CREATE TABLE people (id INT PRIMARY KEY, boss INT, name VARCHAR(40) UNIQUE, FOREIGN KEY (boss)"
                                + " REFERENCES people (id))",
                        "CREATE TABLE codes (code VARCHAR(20) PRIMARY KEY, note VARCHAR(60))",
                        "CREATE TABLE visits (id INT PRIMARY KEY, person INT NOT NULL, code VARCHAR(20), text VARCHAR(60),"
                                + " FOREIGN KEY (person) REFERENCES people (id), FOREIGN KEY (code) REFERENCES codes (code))",
                        "CREATE TABLE log (visit INT NOT NULL, line VARCHAR(60), FOREIGN KEY (visit) REFERENCES visits (id))",
                        "CREATE INDEX of_visit ON log (visit)")
                .source(
                        "CREATE TABLE digits (d INT PRIMARY KEY)",
                        "INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)")
                .target("CREATE TABLE digits (d INT PRIMARY KEY)")
                .rules(
                        """
                        default: upon_request
                        tables:
                          visits: {where: "id % 3 = 0"}
                          log: {rule: join, table: visits, reference: visit}
                        """);
    }

    SliceScene scene() {
        return scene;
    }

    /** Fills the source anew. */
    void fill(State state) throws SQLException {
        scene.source(
                unchecked(scene.server()),
                "DELETE FROM log",
                "DELETE FROM visits",
                "DELETE FROM codes",
                "DELETE FROM people",
                "INSERT INTO people SELECT n, NULLIF(FLOOR(n / 3), n), CONCAT('person ', n) FROM (SELECT a.d + 10 * b.d +"
                        + " 100 * c.d + 1000 * e.d AS n FROM digits a, digits b, digits c, digits e WHERE e.d < 2) x",
                "INSERT INTO codes SELECT CONCAT('code-', id), REPEAT('n', 20) FROM people WHERE id < 500",
                "INSERT INTO visits SELECT id, (id * 7919) % 2000, CONCAT('code-', id % 500), REPEAT('v', 40) FROM people",
                "INSERT INTO log SELECT id - id % 4, CONCAT('line ', id % 3) FROM visits");
        if (state == State.MOVED) {
            scene.source(
                    unchecked(scene.server()),
                    "UPDATE people SET name = CONCAT('was ', id) WHERE id % 10 < 2",
                    "UPDATE people SET name = CONCAT('person ', id + 1 - 2 * (id % 10)) WHERE id % 10 < 2",
                    "UPDATE people SET boss = NULL WHERE id % 17 = 0",
                    "UPDATE visits SET text = 'changed' WHERE id % 7 = 0",
                    "DELETE FROM visits WHERE id % 31 = 0",
                    "DELETE FROM log WHERE visit % 31 = 0 OR visit % 5 = 0",
                    "INSERT INTO visits SELECT id + 10000, id, 'code-1', 'new' FROM people WHERE id % 40 = 0",
                    "INSERT INTO log SELECT id, 'new' FROM visits WHERE id > 9999",
                    "INSERT INTO log SELECT visit, line FROM log WHERE visit % 9 = 0",
                    "UPDATE codes SET note = 'other' WHERE code LIKE '%7'");
        }
    }

    private static String unchecked(TestServer server) {
        return server.vendor() == Vendor.POSTGRESQL
                ? "SET session_replication_role = replica"
                : "SET foreign_key_checks = 0";
    }

    /** All rows of the target, in an order that does not depend on how they came. */
    Map<String, List<String>> rows() throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        try (Connection connection = scene.targetServer().connection(SliceScene.TARGET);
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                List<String> rows = new ArrayList<>();
                try (ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
                    while (result.next()) {
                        StringBuilder row = new StringBuilder();
                        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                            row.append(result.getString(i)).append('|');
                        }
                        rows.add(row.toString());
                    }
                }
                Collections.sort(rows);
                all.put(table, rows);
            }
        }
        return all;
    }

    /** Runs in this process, undisturbed. */
    void finish(Asked asked) throws IOException {
        config(Keys.IN_PROCESS, targetAddress());
        scene.with(asked).slice();
    }

    /** Whether the target remembers a run that can be gone on with. */
    boolean isRemembered() throws SQLException {
        String tables =
                switch (scene.targetServer().vendor()) {
                    case MARIADB, MYSQL -> "table_schema = DATABASE() AND table_name = 'tranche_run'";
                    case POSTGRESQL -> "table_schema = 'tranche' AND table_name = 'run'";
                };
        return scene.inTarget("SELECT COUNT(*) FROM information_schema.tables WHERE " + tables)
                        .equals("1")
                && !scene.inTarget("SELECT COUNT(*) FROM " + ledger("run")).equals("0");
    }

    /** Units that were committed; 0 where there is no ledger. */
    long committed() throws SQLException {
        return isRemembered() ? Long.parseLong(scene.inTarget("SELECT COUNT(*) FROM " + ledger("unit"))) : 0;
    }

    /** What another run does first. */
    void takeLedger() {
        try {
            scene.target(
                    "DELETE FROM " + ledger("unit"),
                    "UPDATE " + ledger("run") + " SET id = 'another'",
                    "INSERT INTO " + ledger("unit") + " VALUES ('scan-0-0', 'TABLE', 0, 0)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String ledger(String table) {
        return switch (scene.targetServer().vendor()) {
            case MARIADB, MYSQL -> "tranche_" + table;
            case POSTGRESQL -> "tranche." + table;
        };
    }

    /**
     * A run that is killed at one of its COMMITs to the target.
     *
     * @param number from 1; 0 for a run that is left alone
     * @return how many COMMITs there were, if it was not killed; empty text in the log otherwise
     */
    int killAtCommit(Asked asked, Keys keys, int number, CommitProxy.Moment moment) throws Exception {
        AtomicReference<Process> process = new AtomicReference<>();
        try (CommitProxy proxy = new CommitProxy(targetAddress(), number, moment, () -> kill(process.get()))) {
            config(keys, proxy.address());
            process.set(start(asked));
            await(process.get());
            return proxy.commits();
        }
    }

    /** A run that is killed so long after its first unit was committed. */
    void killAfter(Asked asked, Keys keys, Duration time) throws Exception {
        config(keys, targetAddress());
        String units = "SELECT COUNT(*) FROM " + ledger("unit");
        Killing.once(start(asked), scene.targetServer(), SliceScene.TARGET, units, count -> !count.equals("0"), time);
    }

    /** A run in a process of its own. The caller ends it. */
    Process start(Asked asked) throws IOException {
        String way = asked == Asked.CONTINUE ? "--continue" : "--overwrite";
        return Jvm.tranche(scene.folder(), "killed.log", "slice", "-r", "prod", "-w", "dev", way, "--workers", "2")
                .start();
    }

    private static void await(Process process) throws InterruptedException {
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                throw new AssertionError("the run hangs");
            }
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void config(Keys keys, Address... target) throws IOException {
        config(
                switch (keys) {
                    case IN_PROCESS -> OptionalInt.empty();
                    case IN_REDIS -> EmbeddedRedis.sharedPort();
                },
                target);
    }

    void config(int redis, Address target) throws IOException {
        config(OptionalInt.of(redis), target);
    }

    private void config(OptionalInt redis, Address... target) throws IOException {
        String hosts = Stream.of(target).map(Address::toString).collect(Collectors.joining(","));
        String section = redis.isPresent() ? "redis: {host: 127.0.0.1, port: " + redis.getAsInt() + "}\n" : "";
        String dev = scene.connection("dev", SliceScene.TARGET, "")
                .replaceAll("host: \\S+", "host: \"" + hosts + "\"")
                .replaceAll("(?m)^ *port: \\d+\n", "")
                .replace("prefer", "disable");
        scene.config(section + "connection:\n" + scene.connection("prod", SliceScene.SOURCE, "") + dev);
    }

    Address targetAddress() {
        return scene.targetServer().config(SliceScene.TARGET).addresses().get(0);
    }

    String log() {
        try {
            return java.nio.file.Files.readString(scene.folder().resolve("killed.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
