package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Address;
import io.tranche.config.Vendor;
import io.tranche.error.Failure;
import io.tranche.error.Refusal;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A target that is somebody's database already. */
class ExistingTargetIT {
    private static final String[] SHOP = {
        "CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(50))",
        "CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT NOT NULL,"
                + " FOREIGN KEY (customer_id) REFERENCES customers (id))",
        "CREATE TABLE settings (name VARCHAR(20) PRIMARY KEY, value VARCHAR(20))",
    };
    private static final String[] ROWS = {
        "INSERT INTO customers VALUES (1, 'a@x'), (2, 'b@x')",
        "INSERT INTO orders VALUES (10, 1), (20, 2)",
        "INSERT INTO settings VALUES ('colour', 'red')",
    };
    private static final String RULES =
            """
            default: upon_request
            tables:
              orders: {where: id = 10}
            """;

    @TempDir
    Path folder;

    private SliceScene shop(TestServer server) throws SQLException, IOException {
        return new SliceScene(server, folder).both(SHOP).source(ROWS).rules(RULES);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aSecondRunIntoTheSameTargetIsRefused(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server);
        try (Connection other = server.connection(SliceScene.TARGET);
                Statement statement = other.createStatement()) {
            statement.execute(
                    server.vendor() == Vendor.POSTGRESQL
                            ? "SELECT pg_advisory_lock(x'7472616e636865'::bigint)"
                            : "SELECT GET_LOCK(CONCAT('tranche ', SHA2(DATABASE(), 224)), 0)");

            assertTrue(scene.refused().getMessage().contains("Another run is writing to this target"));
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void rowsInATableThatWouldBeEmptiedWantOverwrite(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server)
                .target("INSERT INTO customers VALUES (7, 'mine')", "INSERT INTO settings VALUES ('mine', 'x')");

        Refusal refusal = scene.refused();

        assertTrue(refusal.getMessage().contains("--overwrite"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("customers"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("settings"), "is not touched: " + refusal.getMessage());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void onATerminalTheUserIsAskedAndMayRefuse(TestServer server) throws SQLException, IOException {
        SliceScene scene =
                shop(server).target("INSERT INTO customers VALUES (7, 'mine')").answering(false);
        Map<String, String> before = scene.state(SliceScene.TARGET);

        assertThrows(Failure.class, scene::slice);

        assertEquals(before, scene.state(SliceScene.TARGET));
        assertTrue(
                String.join("\n", scene.asked()).contains("customers"),
                scene.asked().toString());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void whoSaysYesGetsASliceAndNothingOfWhatWasThere(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server)
                .target("INSERT INTO customers VALUES (7, 'mine')", "INSERT INTO settings VALUES ('mine', 'x')")
                .answering(true);

        scene.slice();

        assertSliced(scene);
        assertEquals("x", scene.inTarget("SELECT value FROM settings WHERE name = 'mine'"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void overwriteAsksNobody(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server)
                .target("INSERT INTO customers VALUES (7, 'mine')", "INSERT INTO orders VALUES (70, 7)")
                .with(SliceScene.Asked.OVERWRITE);

        scene.slice();

        assertSliced(scene);
        assertTrue(scene.asked().isEmpty(), scene.asked().toString());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void emptyTablesNeedNoQuestion(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server);

        scene.slice();

        assertSliced(scene);
        assertTrue(scene.asked().isEmpty(), scene.asked().toString());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aProtectedTargetIsRefusedWhateverTheFlags(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server).with(SliceScene.Asked.OVERWRITE).answering(true);
        scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "")
                + scene.connection("dev", SliceScene.TARGET, "protected: true"));

        assertTrue(scene.refused().getMessage().contains("protected"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aTargetThatIsTheSourceIsRefused(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server).with(SliceScene.Asked.OVERWRITE).into("prod");

        assertTrue(scene.refused().getMessage().contains("prod"));
    }

    @OnEachServer
    void aTargetThatIsTheSourceByAnotherNameIsRefused(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server).with(SliceScene.Asked.OVERWRITE);
        server.execute(
                "",
                "DROP USER IF EXISTS scene_other@'%'",
                "CREATE USER scene_other@'%' IDENTIFIED BY 'pw'",
                "GRANT ALL ON scene_source.* TO scene_other@'%'");
        Address alias = new Address("localhost", scene.address().port());
        scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "")
                + scene.connection("dev", SliceScene.SOURCE, alias, "scene_other", "pw", ""));

        Refusal refusal = scene.refused();

        assertTrue(refusal.getMessage().contains("prod"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("dev"), refusal.getMessage());
    }

    @OnEachServer
    void triggersDoNotFireForOurRowsAndAreBackAfterwards(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server)
                .target(
                        "CREATE TABLE audit (what VARCHAR(50))",
                        "CREATE TRIGGER second AFTER INSERT ON orders FOR EACH ROW INSERT INTO audit VALUES ('second')",
                        "CREATE TRIGGER first BEFORE INSERT ON orders FOR EACH ROW SET NEW.customer_id = 2",
                        "CREATE TRIGGER gone BEFORE DELETE ON customers FOR EACH ROW INSERT INTO audit VALUES ('gone')",
                        "INSERT INTO customers VALUES (7, 'mine')")
                .with(SliceScene.Asked.OVERWRITE);
        String triggers = "SELECT GROUP_CONCAT(CONCAT_WS('|', trigger_name, event_manipulation, action_timing,"
                + " action_statement, action_order, definer, sql_mode) ORDER BY trigger_name SEPARATOR ';')"
                + " FROM information_schema.triggers WHERE trigger_schema = DATABASE()";
        String before = scene.inTarget(triggers);

        scene.slice();

        assertSliced(scene);
        assertEquals("0", scene.inTarget("SELECT COUNT(*) FROM audit"));
        assertEquals(before, scene.inTarget(triggers));
        scene.target("INSERT INTO customers VALUES (2, 'b@x')", "INSERT INTO orders VALUES (30, 1)");
        assertEquals("second", scene.inTarget("SELECT what FROM audit"));
        assertEquals("2", scene.inTarget("SELECT customer_id FROM orders WHERE id = 30"));
    }

    private static void assertSliced(SliceScene scene) throws SQLException {
        assertEquals(
                "1 row: 10 1",
                scene.inTarget("SELECT CONCAT(COUNT(*), ' row: ', MIN(id), ' ', MIN(customer_id)) FROM orders"));
        assertEquals("1 row: 1", scene.inTarget("SELECT CONCAT(COUNT(*), ' row: ', MIN(id)) FROM customers"));
    }
}
