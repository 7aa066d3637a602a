package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Address;
import io.tranche.config.Secret;
import io.tranche.config.SyncStrategy.Method;
import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.report.SyncReport;
import io.tranche.report.SyncReport.Line;
import io.tranche.run.RepairScript;
import io.tranche.run.RowKeys;
import io.tranche.run.SyncRequest.Flag;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Relay;
import io.tranche.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** {@code tranche sync} and {@code tranche diff} on whole databases. */
class SyncIT {
    @TempDir
    Path folder;

    /** Parents and children, a circle, a table that refers to itself, a generated column, a masked one, one without a key. */
    private SyncScene shop(TestServer server, String name) throws SQLException, IOException {
        String stored = " INT GENERATED ALWAYS AS (amount * 2) STORED";
        return new SyncScene(server, folder, name)
                .both(
                        "CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(40), pay DECIMAL(10, 2), boss INT,"
                                + " FOREIGN KEY (boss) REFERENCES customers (id))",
                        "CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT NOT NULL, amount INT, twice" + stored
                                + ", FOREIGN KEY (customer_id) REFERENCES customers (id))",
                        "CREATE TABLE hens (id INT PRIMARY KEY, egg INT)",
                        "CREATE TABLE eggs (id INT PRIMARY KEY, hen INT, FOREIGN KEY (hen) REFERENCES hens (id))",
                        "ALTER TABLE hens ADD FOREIGN KEY (egg) REFERENCES eggs (id)",
                        "CREATE TABLE log (line VARCHAR(40), at DATE)")
                .source(
                        "INSERT INTO customers VALUES (1, 'a', 1.50, NULL), (2, 'b', 2.50, 1), (3, 'c', 3.50, 2)",
                        "INSERT INTO orders (id, customer_id, amount) VALUES (10, 1, 5), (20, 2, 6), (30, 3, 7)",
                        "INSERT INTO hens VALUES (1, NULL), (2, NULL)",
                        "INSERT INTO eggs VALUES (1, 2), (2, 1)",
                        "UPDATE hens SET egg = 3 - id",
                        "INSERT INTO log VALUES ('x', '2024-01-01'), ('x', '2024-01-01'), (NULL, NULL)")
                .copy(
                        "INSERT INTO customers VALUES (1, 'a', 1.50, NULL), (4, 'd', 9, 1)",
                        "INSERT INTO orders (id, customer_id, amount) VALUES (10, 1, 4), (40, 4, 1)",
                        "INSERT INTO hens VALUES (9, NULL)",
                        "INSERT INTO eggs VALUES (9, 9)",
                        "INSERT INTO log VALUES ('x', '2024-01-01'), ('y', NULL), ('y', NULL)");
    }

    private static void assertEqual(SyncScene scene, String... tables) throws SQLException {
        for (String table : tables) {
            assertEquals(scene.sourceRows(table), scene.copyRows(table), table);
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void repairsTablesThatReferToEachOther(TestServer server) throws SQLException, IOException {
        SyncScene scene = shop(server, "sync_shop");
        String trigger = "CREATE TRIGGER busy BEFORE INSERT ON log FOR EACH ROW SET NEW.line = 'from a trigger'";
        if (server.vendor() != Vendor.POSTGRESQL) {
            scene.copy(trigger);
        }

        SyncReport report = scene.sync(Flag.VERIFY);

        assertEquals(
                List.of(),
                report.tables().stream().flatMap(line -> line.error().stream()).toList());
        assertEqual(scene, "customers", "orders", "hens", "eggs", "log");
        assertFalse(report.hasDifferences(), report.toString());
        assertEquals(SyncReport.Sort.VERIFIED, report.sort());
        if (server.vendor() != Vendor.POSTGRESQL) {
            assertEquals("busy", server.value(scene.copyName(), "SHOW TRIGGERS"), "it is back");
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void changesRowsInTheirPlaceWhereForeignKeysAreLookedAt(TestServer server) throws SQLException, IOException {
        SyncScene scene = shop(server, "sync_checked")
                .copy(
                        "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE",
                        "UPDATE customers SET email = 'changed' WHERE id = 1");

        SyncReport report = scene.sync(Flag.CHECK_REFERENCES);

        assertFalse(report.hasFailures(), report.toString());
        assertEqual(scene, "customers", "orders", "hens", "eggs", "log");
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void neverUndoesAMaskNorWritesForIt(TestServer server) throws SQLException, IOException {
        SyncScene scene = shop(server, "sync_masked")
                .rules(
                        """
                        default: full
                        tables:
                          customers: {mask: {email: "CONCAT('u', id)", pay: "pay * 1.005"}}
                        """);

        scene.sync();

        assertEquals("u2", server.value(scene.copyName(), "SELECT email FROM customers WHERE id = 2"));
        assertEquals("2.51", server.value(scene.copyName(), "SELECT pay FROM customers WHERE id = 2"));
        for (Method method : List.of(Method.MERGE, Method.HASH)) {
            SyncReport again = scene.method(method).diff();
            assertFalse(again.hasDifferences(), again.toString());
        }
    }

    @OnEachServer(Vendor.MYSQL)
    void leavesDocumentsThatACopyCannotTellApart(TestServer server) throws SQLException {
        SyncScene scene = new SyncScene(server, folder, "sync_json")
                .both("CREATE TABLE docs (id INT PRIMARY KEY, doc JSON)")
                .source(
                        "INSERT INTO docs SELECT 1, JSON_OBJECT('price', CAST(1.10 AS DECIMAL(5,2)), 'at', CAST('2024-01-01' AS DATE))",
                        "INSERT INTO docs VALUES (2, '{\"b\": 1, \"a\": [1.5e300, \"ü\"]}')");

        scene.sync();

        for (Method method : List.of(Method.MERGE, Method.HASH)) {
            SyncReport again = scene.method(method).diff();
            assertFalse(again.hasDifferences(), again.toString());
        }
        SyncReport changed =
                scene.copy("UPDATE docs SET doc = '{\"b\": 2}' WHERE id = 2").diff();
        assertEquals(1, changed.tables().get(0).changed());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void createsDropsAndRecreatesTablesButNotThoseIgnored(TestServer server) throws SQLException {
        SyncScene scene = new SyncScene(server, folder, "sync_tables")
                .source(
                        "CREATE TABLE parents (id INT PRIMARY KEY, name VARCHAR(20))",
                        "CREATE TABLE children (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES parents (id))",
                        "CREATE TABLE wider (id INT PRIMARY KEY, name VARCHAR(20), more INT)",
                        "CREATE TABLE ignored_1 (id INT PRIMARY KEY)",
                        "INSERT INTO parents VALUES (1, 'x')",
                        "INSERT INTO children VALUES (1, 1)",
                        "INSERT INTO wider VALUES (1, 'x', 2)")
                .copy(
                        "CREATE TABLE wider (id INT PRIMARY KEY, name VARCHAR(20))",
                        "CREATE TABLE own (id INT PRIMARY KEY)",
                        "CREATE TABLE ignored_2 (id INT PRIMARY KEY)")
                .tables(List.of(), List.of("/^ignored_[0-9]$/"));

        SyncReport diff = scene.diff();
        assertTrue(diff.hasDifferences());
        assertEquals(List.of("children", "parents"), bare(diff.onlyInSource()));
        assertEquals(List.of("own"), bare(diff.onlyInTarget()));

        SyncReport first = scene.sync();
        assertEqual(scene, "parents", "children");
        assertEquals(
                List.of("wider"),
                first.tables().stream()
                        .filter(line -> line.error().isPresent())
                        .map(Line::table)
                        .toList(),
                "one table's failure does not stop the others");
        assertTrue(first.hasFailures());

        SyncReport second = scene.sync(Flag.RECREATE, Flag.DROP_EXTRA, Flag.VERIFY);
        assertFalse(second.hasFailures(), second.toString());
        assertEqual(scene, "wider", "parents", "children");
        SyncReport last = scene.diff();
        assertFalse(last.hasDifferences(), last.toString());
        assertEquals(List.of(), last.structure(), "the foreign key came along");
        scene.copy("INSERT INTO ignored_2 VALUES (1)");
    }

    @OnEachServer(Vendor.POSTGRESQL)
    void bringsBackWhatTheTargetHasOfItsOwnOnRecreatedTables(TestServer server) throws SQLException {
        SyncScene scene = new SyncScene(server, folder, "sync_recreated")
                .source(
                        "CREATE TABLE wider (id INT PRIMARY KEY, name VARCHAR(20), more INT)",
                        "INSERT INTO wider VALUES (1, 'x', 2), (2, 'y', 3)")
                .copy(
                        "CREATE TABLE wider (id INT PRIMARY KEY, name VARCHAR(20))",
                        "INSERT INTO wider VALUES (1, 'old')",
                        "CREATE VIEW own_view AS SELECT name FROM wider",
                        "CREATE TABLE own (id INT PRIMARY KEY, wider INT REFERENCES wider (id))",
                        "INSERT INTO own VALUES (1, 1)");

        SyncReport report = scene.sync(Flag.RECREATE);

        assertFalse(report.hasFailures(), report.toString());
        assertEqual(scene, "wider");
        assertEquals("2", server.value(scene.copyName(), "SELECT COUNT(*) FROM own_view"));
        assertEquals(
                "1",
                server.value(
                        scene.copyName(),
                        "SELECT COUNT(*) FROM pg_constraint WHERE conrelid = 'own'::regclass AND contype = 'f'"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void checksCirclesOfForeignKeysAfterwards(TestServer server) throws SQLException {
        SyncScene scene = new SyncScene(server, folder, "sync_circle")
                .both(
                        "CREATE TABLE cocks (id INT PRIMARY KEY, chick INT)",
                        "CREATE TABLE chicks (id INT PRIMARY KEY, cock INT)")
                .source("INSERT INTO cocks VALUES (1, 1), (2, 9)", "INSERT INTO chicks VALUES (1, 1)")
                .copy(
                        "ALTER TABLE cocks ADD FOREIGN KEY (chick) REFERENCES chicks (id)",
                        "ALTER TABLE chicks ADD FOREIGN KEY (cock) REFERENCES cocks (id)");

        SyncReport report = scene.sync(Flag.CHECK_REFERENCES);

        Map<String, String> errors = report.tables().stream()
                .filter(line -> line.error().isPresent())
                .collect(Collectors.toMap(Line::table, line -> line.error().get()));
        assertEquals(Set.of("cocks"), errors.keySet());
        assertTrue(errors.get("cocks").startsWith("1 of its rows violate"), errors.get("cocks"));
        scene.source("DELETE FROM cocks WHERE id = 2");
        assertFalse(scene.sync(Flag.CHECK_REFERENCES).hasFailures());
    }

    private static List<String> bare(List<String> tables) {
        return tables.stream()
                .map(table -> table.substring(table.indexOf('.') + 1))
                .sorted()
                .toList();
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void tellsDifferencesByKeyAndAsStatements(TestServer server) throws SQLException, IOException {
        SyncScene scene = shop(server, "sync_told").method(Method.HASH);
        scene.both("DROP TABLE log");
        List<String> lines = new ArrayList<>();

        scene.diff(new RowKeys(lines::add));

        assertTrue(
                lines.containsAll(List.of(
                        "customers: missing 2", "customers: missing 3", "customers: extra 4", "orders: changed 10")),
                lines.toString());
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        scene.diff(new RepairScript(script::writeBytes, lines::add));
        scene.copy(statements(script.toString(StandardCharsets.UTF_8)));
        assertEqual(scene, "customers", "orders", "hens", "eggs");
    }

    private static String[] statements(String script) {
        return script.lines().filter(line -> !line.startsWith("--")).toArray(String[]::new);
    }

    /** Some 40 of 60,000 rows; what the catalogs take is the same for any table. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void movesLittleBesideWhatDiffers(TestServer server) throws SQLException, IOException {
        String rows =
                "SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n FROM digits a, digits b, digits c,"
                        + " digits e, digits f WHERE f.d < 6";
        SyncScene scene = new SyncScene(server, folder, "sync_wire")
                .method(Method.HASH)
                .both(
                        "CREATE TABLE digits (d INT PRIMARY KEY)",
                        "INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)",
                        "CREATE TABLE wide (id INT PRIMARY KEY, name VARCHAR(40), note VARCHAR(250))",
                        "INSERT INTO wide SELECT n, CONCAT('name ', n), REPEAT('x', 230) FROM (" + rows + ") x",
                        server.vendor() == Vendor.POSTGRESQL ? "ANALYZE" : "ANALYZE TABLE wide")
                .copy(
                        "UPDATE wide SET name = 'changed' WHERE MOD(id, 3000) = 7",
                        "DELETE FROM wide WHERE MOD(id, 12000) = 11",
                        "UPDATE wide SET id = id + 1000000 WHERE MOD(id, 12000) = 5");
        long bytes = 60_000 * 250;
        int port = server.config(scene.copyName()).addresses().get(0).port();
        try (Relay relay = Relay.to(port)) {
            scene.through(relay).tables(List.of("digits"), List.of()).diff();
            long catalogs = relay.bytes();
            SyncReport report = scene.tables(List.of(), List.of("digits")).sync();
            long moved = relay.bytes() - 2 * catalogs;

            Line wide = report.tables().stream()
                    .filter(line -> line.table().equals("wide"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(List.of(20L, 10L, 5L), List.of(wide.changed(), wide.missing(), wide.extra()));
            assertTrue(moved < bytes / 50, () -> moved + " bytes of a table of " + bytes);
        }
        assertEqual(scene, "wide");
    }

    /** Whatever way leads to it. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void refusesASourceThatIsItsOwnTarget(TestServer server) throws Exception {
        SyncScene scene = new SyncScene(server, folder, "sync_self").source("CREATE TABLE t (id INT PRIMARY KEY)");
        Address address = server.config(scene.sourceName()).addresses().get(0);
        List<String> aliases = new ArrayList<>(List.of("localhost"));
        StringBuilder connections = new StringBuilder("connection:\n");
        connections.append(connection(scene, server, "direct", "host: " + address.host(), address.port()));
        connections.append(connection(scene, server, "localhost", "host: localhost", address.port()));
        Optional<String> socket = socket(server, address.port());
        socket.ifPresent(place -> {
            aliases.add("socket");
            connections.append(connection(scene, server, "socket", place, address.port()));
        });
        try (Relay six = new Relay(new ServerSocket(0, 50, InetAddress.getByName("::1")), address.port())) {
            aliases.add("six");
            connections.append(connection(scene, server, "six", "host: \"::1\"", six.port()));
            Files.writeString(folder.resolve("config.yml"), connections);
            for (String alias : aliases) {
                scene.between("direct", alias);
                for (Executable run : List.<Executable>of(
                        scene::sync,
                        scene::diff,
                        () -> scene.watch(Duration.ofSeconds(5), Optional.empty(), Listener.NONE))) {
                    Refusal refusal = assertThrows(Refusal.class, run, alias);
                    assertTrue(refusal.getMessage().contains("the same database"), refusal.getMessage());
                }
            }
        }
    }

    private static String connection(SyncScene scene, TestServer server, String name, String place, int port) {
        return "  %s: {type: %s, %s%s, user: %s, database: %s, password: \"%s\", tls: {mode: disable}}%n"
                .formatted(
                        name,
                        server.vendor().name().toLowerCase(Locale.ROOT),
                        place,
                        place.startsWith("socket") ? "" : ", port: " + port,
                        server.config("").user().orElseThrow(),
                        scene.sourceName(),
                        server.config("").password().map(Secret::value).orElse(""));
    }

    /** How config.yml names the server's socket, where it is on this machine. */
    private static Optional<String> socket(TestServer server, int port) throws SQLException {
        if (server.vendor() == Vendor.POSTGRESQL) {
            String first = server.value("", "SHOW unix_socket_directories")
                    .split(",")[0]
                    .strip();
            return Optional.of(first)
                    .filter(path -> Files.exists(Path.of(path, ".s.PGSQL." + port)))
                    .map(path -> "host: " + path);
        }
        return Optional.of(server.value("", "SELECT @@socket"))
                .filter(path -> Files.exists(Path.of(path)))
                .map(path -> "socket: " + path);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void leavesTablesWithoutAKeyAloneWhereItIsTold(TestServer server) throws Exception {
        SyncScene scene = shop(server, "sync_keyless")
                .both("CREATE TABLE notes (line VARCHAR(40))")
                .source("INSERT INTO notes VALUES ('x')")
                .rules("sync: {keyless: skip}");
        List<String> log = scene.copyRows("log");
        List<String> warnings = new ArrayList<>();

        SyncReport report = scene.sync(event -> {
            if (event instanceof Event.Warning warning) {
                warnings.add(warning.text());
            }
        });

        assertFalse(report.hasFailures(), report.toString());
        assertEqual(scene, "customers", "orders", "hens", "eggs");
        assertEquals(log, scene.copyRows("log"));
        assertEquals(List.of(), scene.copyRows("notes"), "an empty one too");
        for (String table : List.of("log", "notes")) {
            assertTrue(warnings.stream().anyMatch(text -> text.contains(table + " has no key")), warnings.toString());
        }
    }
}
