package io.tranche.proof.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.Interruption;
import io.tranche.error.Refusal;
import io.tranche.report.SchemaReport;
import io.tranche.run.SchemaRequest.Existing;
import io.tranche.schema.Difference;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Program;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** {@code tranche schema} as users meet it. */
class SchemaIT {
    private static final String SOURCE = "verb_source";
    private static final String TARGET = "verb_target";

    @TempDir
    Path folder;

    private static void databases(TestServer server) throws SQLException {
        server.createDatabase(SOURCE);
        server.createDatabase(TARGET);
        server.execute(
                SOURCE,
                "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)",
                "CREATE TABLE user_log (id INT PRIMARY KEY, user_id INT, CONSTRAINT of_user FOREIGN KEY (user_id)"
                        + " REFERENCES users (id))",
                "CREATE TABLE orders (id INT PRIMARY KEY, user_id INT, note VARCHAR(9), CONSTRAINT by_user FOREIGN KEY"
                        + " (user_id) REFERENCES users (id))",
                "CREATE TABLE temp_001 (id INT PRIMARY KEY)",
                "CREATE TABLE temp_0012 (id INT PRIMARY KEY)",
                "CREATE INDEX noted ON orders (note)",
                "CREATE VIEW logged AS SELECT user_id FROM user_log",
                "CREATE VIEW often_logged AS SELECT user_id FROM logged",
                "CREATE VIEW named AS SELECT name FROM users");
    }

    private static List<String> tables(TestServer server, String database) throws SQLException {
        String schema = server.vendor() == Vendor.POSTGRESQL ? "'public'" : "DATABASE()";
        String names = server.vendor() == Vendor.POSTGRESQL
                ? "string_agg(table_name, ',' ORDER BY table_name)"
                : "GROUP_CONCAT(table_name ORDER BY table_name)";
        String found = server.value(
                database, "SELECT " + names + " FROM information_schema.tables WHERE table_schema = " + schema);
        return found == null ? List.of() : List.of(found.split(","));
    }

    private static String foreignKeys(TestServer server, String database) throws SQLException {
        String schema = server.vendor() == Vendor.POSTGRESQL ? "'public'" : "DATABASE()";
        return server.value(
                database,
                "SELECT COUNT(*) FROM information_schema.table_constraints WHERE constraint_type = 'FOREIGN KEY' AND"
                        + " table_schema = " + schema);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void recreatesEverythingButForeignKeysWhichAreAskedFor(TestServer server) throws SQLException {
        databases(server);
        SchemaReport report = Cloning.of(server, SOURCE, TARGET).run();
        assertEquals(List.of(), report.refused());
        assertEquals(tables(server, SOURCE), tables(server, TARGET));
        assertEquals("0", foreignKeys(server, TARGET));

        server.createDatabase(TARGET);
        assertEquals(
                2,
                Cloning.of(server, SOURCE, TARGET)
                        .withForeignKeys()
                        .run()
                        .created()
                        .get("foreign key"));
        assertEquals("2", foreignKeys(server, TARGET));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void whatDependsOnAnExcludedTableIsLeftOutAndListed(TestServer server) throws SQLException {
        databases(server);
        SchemaReport report = Cloning.of(server, SOURCE, TARGET)
                .tables(List.of(), List.of("*_log", "temp_???"))
                .withForeignKeys()
                .run();
        assertEquals(List.of("named", "orders", "temp_0012", "users"), tables(server, TARGET));
        assertEquals(2, report.leftOut().size(), report.leftOut()::toString);
        assertTrue(report.leftOut().toString().contains("often_logged"), report.leftOut()::toString);

        server.createDatabase(TARGET);
        report = Cloning.of(server, SOURCE, TARGET)
                .tables(List.of("[o-u]*"), List.of("user*", "temp_*"))
                .withForeignKeys()
                .run();
        assertEquals(List.of("orders"), tables(server, TARGET));
        assertEquals("0", foreignKeys(server, TARGET));
        assertTrue(report.leftOut().toString().contains("by_user"), report.leftOut()::toString);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void anExactNameWinsOverAGlob(TestServer server) throws SQLException {
        databases(server);
        Cloning.of(server, SOURCE, TARGET)
                .tables(List.of("user_log", "o*"), List.of("*_log", "*ed"))
                .run();
        assertEquals(List.of("orders", "user_log"), tables(server, TARGET));
        Refusal refusal = assertThrows(Refusal.class, () -> Cloning.of(server, SOURCE, TARGET)
                .tables(List.of("user_lg", "nothing_*"), List.of())
                .run());
        assertEquals(2, refusal.problems().size());
        assertTrue(refusal.getMessage().contains("Did you mean \"user_log\"?"), refusal.getMessage());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aTargetThatHoldsTablesIsRefusedUnlessTheUserSaysSo(TestServer server) throws SQLException {
        databases(server);
        server.execute(TARGET, "CREATE TABLE users (mine INT)", "CREATE TABLE mine (id INT)");
        Refusal refusal = assertThrows(Refusal.class, Cloning.of(server, SOURCE, TARGET)::run);
        assertTrue(refusal.getMessage().contains("`--drop`"), refusal.getMessage());
        assertThrows(Interruption.class, Cloning.of(server, SOURCE, TARGET).answering(false)::run);
        assertEquals(List.of("mine", "users"), tables(server, TARGET));

        Cloning.of(server, SOURCE, TARGET).answering(true).run();
        assertTrue(tables(server, TARGET).containsAll(List.of("mine", "orders")));
        assertEquals("0", server.value(TARGET, "SELECT COUNT(name) FROM users"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void dropReplacesOnlyWhatTheSourceHas(TestServer server) throws SQLException {
        databases(server);
        server.execute(TARGET, "CREATE TABLE mine (id INT)", "CREATE VIEW my_view AS SELECT id FROM mine");
        for (int round = 0; round < 2; round++) {
            SchemaReport report = Cloning.of(server, SOURCE, TARGET)
                    .existing(Existing.REPLACE)
                    .withForeignKeys()
                    .run();
            assertEquals(List.of(), report.refused());
        }
        assertTrue(tables(server, TARGET).containsAll(List.of("mine", "my_view", "orders", "named")));
    }

    @OnEachServer(Vendor.POSTGRESQL)
    void dropBringsBackTheTargetsOwnThatDependsOnWhatIsReplaced(TestServer server) throws SQLException {
        databases(server);
        Cloning.of(server, SOURCE, TARGET).withForeignKeys().run();
        server.execute(
                TARGET,
                "CREATE TABLE mine (id INT PRIMARY KEY, user_id INT CONSTRAINT of_users REFERENCES users (id))",
                "CREATE VIEW my_view AS SELECT u.name, m.id FROM users u JOIN mine m ON m.user_id = u.id",
                "CREATE VIEW over_my_view AS SELECT id FROM my_view",
                "CREATE FUNCTION of_users(users) RETURNS INT LANGUAGE sql AS 'SELECT 1'",
                "CREATE VIEW noted_things AS SELECT note FROM orders",
                "ALTER TABLE orders ADD extra INT",
                "CREATE VIEW impossible AS SELECT extra FROM orders",
                "INSERT INTO users VALUES (1, 'a')",
                "INSERT INTO mine VALUES (7, 1)");
        Cloning cloning = Cloning.of(server, SOURCE, TARGET).withForeignKeys().existing(Existing.REPLACE);

        SchemaReport report = cloning.run();

        assertEquals("7", server.value(TARGET, "SELECT id FROM mine"));
        assertTrue(tables(server, TARGET).containsAll(List.of("my_view", "over_my_view", "noted_things")));
        assertEquals("f", server.value(TARGET, "SELECT convalidated FROM pg_constraint WHERE conname = 'of_users'"));
        assertEquals("1", server.value(TARGET, "SELECT count(*) FROM pg_proc WHERE proname = 'of_users'"));
        assertEquals(2, report.refused().size(), report.refused()::toString);
        assertTrue(report.refused().toString().contains("impossible"), report.refused()::toString);
        assertTrue(report.refused().toString().contains("of_users"), report.refused()::toString);
        assertTrue(cloning.notices().toString().contains("over_my_view"), cloning.notices()::toString);
    }

    @OnEachServer(Vendor.POSTGRESQL)
    void dropIsRefusedWhereATableOfTheTargetsOwnDependsOnWhatIsReplaced(TestServer server) throws SQLException {
        databases(server);
        server.execute(
                TARGET,
                "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)",
                "CREATE TABLE heir (more INT) INHERITS (users)",
                "INSERT INTO heir VALUES (1, 'a', 2)");

        Refusal refusal =
                assertThrows(Refusal.class, Cloning.of(server, SOURCE, TARGET).existing(Existing.REPLACE)::run);

        assertTrue(refusal.getMessage().contains("table public.heir"), refusal.getMessage());
        assertEquals(List.of("heir", "users"), tables(server, TARGET));
        assertEquals("2", server.value(TARGET, "SELECT more FROM heir"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void dropAllLeavesNothingThatTheSourceDoesNotHave(TestServer server) throws SQLException {
        databases(server);
        server.execute(
                TARGET,
                "CREATE TABLE mine (id INT PRIMARY KEY)",
                "CREATE TABLE refers (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES mine (id))",
                "CREATE TABLE gone (id INT)",
                "CREATE VIEW my_view AS SELECT id FROM mine");
        if (server.vendor() == Vendor.POSTGRESQL) {
            server.execute(
                    TARGET, "CREATE SCHEMA other", "CREATE TABLE other.t (id INT)", "CREATE TYPE e AS ENUM ('a')");
        } else {
            server.execute(
                    TARGET,
                    "CREATE VIEW broken AS SELECT id FROM gone",
                    "DROP TABLE gone",
                    "CREATE PROCEDURE p() SELECT 1",
                    "CREATE EVENT ev ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1");
        }
        SchemaReport report = Cloning.of(server, SOURCE, TARGET)
                .existing(Existing.CLEAR)
                .withForeignKeys()
                .run();
        assertEquals(List.of(), report.refused());
        assertEquals(
                List.of(),
                Cloning.of(server, SOURCE, TARGET)
                        .withForeignKeys()
                        .differences()
                        .differences());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aDryRunPrintsTheStatementsAndChangesNothing(TestServer server) throws SQLException {
        databases(server);
        server.execute(TARGET, "CREATE TABLE users (mine INT)");
        String statements = String.join(
                "\n",
                Cloning.of(server, SOURCE, TARGET)
                        .existing(Existing.REPLACE)
                        .withForeignKeys()
                        .statements());
        for (String part : List.of("DROP TABLE", "CREATE TABLE", "CONSTRAINT", "VIEW", "by_user")) {
            assertTrue(statements.contains(part), part + " in " + statements);
        }
        assertEquals(List.of("users"), tables(server, TARGET));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aStatementThatFailsIsShownWholeAndTheRestGoesOn(TestServer server) throws SQLException {
        databases(server);
        server.execute(TARGET, "CREATE VIEW temp_001 AS SELECT 1 AS x");
        Cloning cloning = Cloning.of(server, SOURCE, TARGET).withForeignKeys();
        SchemaReport report = cloning.run();
        assertEquals(1, report.refused().size(), report.refused()::toString);
        assertTrue(report.refused().get(0).contains("temp_001"), report.refused()::toString);
        assertEquals(1, cloning.warnings().size(), cloning.warnings()::toString);
        assertTrue(cloning.warnings().get(0).contains("CREATE TABLE"), cloning.warnings()::toString);
        assertTrue(tables(server, TARGET).containsAll(List.of("orders", "often_logged")));
        assertEquals("2", foreignKeys(server, TARGET));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void differencesAreToldObjectByObject(TestServer server) throws SQLException {
        databases(server);
        Cloning.of(server, SOURCE, TARGET).run();
        assertEquals(List.of(), Cloning.of(server, SOURCE, TARGET).differences().differences());
        server.execute(
                TARGET,
                "ALTER TABLE orders ADD COLUMN more INT",
                "DROP TABLE temp_001",
                "CREATE TABLE temp_9 (id INT)",
                "DROP VIEW named");

        List<Difference> found = Cloning.of(server, SOURCE, TARGET)
                .withForeignKeys()
                .differences()
                .differences();

        assertEquals(
                List.of(
                        "BOTH table orders",
                        "ONLY_IN_SOURCE foreign key by_user of orders",
                        "ONLY_IN_SOURCE foreign key of_user of user_log",
                        "ONLY_IN_SOURCE table temp_001",
                        "ONLY_IN_SOURCE view named",
                        "ONLY_IN_TARGET table temp_9"),
                found.stream()
                        .map(difference ->
                                difference.side() + " " + difference.object().replace("public.", ""))
                        .sorted()
                        .toList());
        Difference orders = found.stream()
                .filter(difference -> difference.side() == Difference.Side.BOTH)
                .findFirst()
                .orElseThrow();
        assertEquals(1, orders.lines().size(), orders.lines()::toString);
        assertTrue(orders.lines().get(0).startsWith("+ "), orders.lines()::toString);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aFileIsAScriptForTheVendorsClient(TestServer server) throws SQLException, IOException, InterruptedException {
        databases(server);
        if (server.vendor() != Vendor.POSTGRESQL) {
            server.execute(
                    SOURCE,
                    "CREATE PROCEDURE many() BEGIN SELECT 'it''s; ü'; SELECT 2; END",
                    "CREATE TRIGGER fires BEFORE INSERT ON orders FOR EACH ROW BEGIN SET NEW.note = 'a;;b'; END");
        }
        Path file = folder.resolve("schema.sql");
        Cloning.intoFile(server, SOURCE, file).withForeignKeys().run();
        Optional<Program> client =
                server.vendor() == Vendor.POSTGRESQL ? Program.find("psql") : Program.find("mariadb", "mysql");
        if (client.isEmpty()) {
            return;
        }
        try (InputStream script = Files.newInputStream(file)) {
            if (server.vendor() == Vendor.POSTGRESQL) {
                client.get().run(server, TARGET, script, "--quiet", "--set=ON_ERROR_STOP=1", "--dbname");
            } else {
                client.get().run(server, TARGET, script, "--comments");
            }
        }
        assertEquals(
                List.of(),
                Cloning.of(server, SOURCE, TARGET)
                        .withForeignKeys()
                        .differences()
                        .differences());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void creatingIsPartOfTheProgress(TestServer server) throws SQLException {
        databases(server);
        Cloning cloning = Cloning.of(server, SOURCE, TARGET).withForeignKeys();
        cloning.run();
        assertTrue(
                cloning.created().stream()
                        .anyMatch(event -> event.sort().equals("tables") && event.done() == 5 && event.total() == 5),
                cloning.created()::toString);
        assertTrue(
                cloning.created().stream()
                        .anyMatch(event -> event.sort().equals("foreign keys") && event.done() == event.total()),
                cloning.created()::toString);
    }
}
