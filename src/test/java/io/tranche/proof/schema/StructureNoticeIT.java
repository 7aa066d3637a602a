package io.tranche.proof.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Slicing;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** {@code slice} says before the first row where the target's tables are not the source's. */
class StructureNoticeIT {
    private static final String SOURCE = "structure_source";
    private static final String TARGET = "structure_target";
    private static final String RULES = "tables: {orders: {where: 1 = 1}}\ndefault: upon_request\n";
    private static final String[] TABLES = {
        "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20) DEFAULT 'none')",
        "CREATE TABLE orders (id INT PRIMARY KEY, user_id INT, note VARCHAR(9), CONSTRAINT by_user FOREIGN KEY (user_id)"
                + " REFERENCES users (id))",
        "CREATE INDEX noted ON orders (note)",
        "INSERT INTO users VALUES (1, 'a')",
        "INSERT INTO orders VALUES (7, 1, 'n')"
    };

    @TempDir
    Path folder;

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void tellsOfTablesThatDifferAndSlicesAllTheSame(TestServer server) throws Exception {
        Slicing slicing = slicing(server);
        server.execute(
                TARGET,
                "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(30))",
                TABLES[1].replace(", CONSTRAINT by_user", ", own INT, CONSTRAINT by_user"));

        List<String> told = told(slicing);

        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).contains("users"), told::toString);
        assertTrue(told.get(0).contains("orders"), told::toString);
        assertEquals("7", server.value(TARGET, "SELECT id FROM orders"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void tellsOfAnIndexThatIsMissing(TestServer server) throws Exception {
        Slicing slicing = slicing(server);
        server.execute(TARGET, TABLES[0], TABLES[1]);

        List<String> told = told(slicing);

        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).contains("noted") || told.get(0).contains("orders"), told::toString);
        assertFalse(told.get(0).contains("users"), told::toString);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void saysNothingOfTablesThatAreAlike(TestServer server) throws Exception {
        Slicing slicing = slicing(server);
        server.execute(
                TARGET,
                TABLES[0],
                TABLES[1],
                TABLES[2],
                "CREATE TABLE mine (id INT)",
                "CREATE VIEW v AS SELECT 1 AS one");

        assertEquals(List.of(), told(slicing));
    }

    private Slicing slicing(TestServer server) throws Exception {
        server.createDatabase(SOURCE);
        server.createDatabase(TARGET);
        server.execute(SOURCE, TABLES);
        return Slicing.of(folder, new Databases(server, SOURCE, TARGET), Slicing.PLAIN);
    }

    private static List<String> told(Slicing slicing) throws Exception {
        Slicing.Outcome outcome = slicing.run(RULES);
        outcome.success();
        return outcome.notices().stream()
                .filter(notice -> notice.contains("structure is not quite"))
                .toList();
    }
}
