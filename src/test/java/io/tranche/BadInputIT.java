package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Address;
import io.tranche.error.Failure;
import io.tranche.error.Refusal;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong is said before anything is written: what, where, why, what to do. */
class BadInputIT {
    private static final String[] SHOP = {
        "CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(50))",
        "CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT NOT NULL, created_at DATETIME,"
                + " KEY (customer_id), FOREIGN KEY (customer_id) REFERENCES customers (id))",
        "CREATE TABLE order_items (id INT PRIMARY KEY, order_id INT, amount INT,"
                + " KEY (order_id), FOREIGN KEY (order_id) REFERENCES orders (id))",
    };
    private static final String[] ROWS = {
        "INSERT INTO customers VALUES (1, 'a@x'), (2, 'b@x')",
        "INSERT INTO orders VALUES (10, 1, NOW()), (20, 2, NOW())",
        "INSERT INTO order_items VALUES (100, 10, 1), (200, 20, 2)",
    };
    private static final String RULES =
            """
            default: upon_request
            tables:
              orders: {where: id = 10}
            """;

    @TempDir
    Path folder;

    /** Configuration is read before any server is asked; one vendor proves it. */
    private SliceScene shop() throws SQLException, IOException {
        return shop(Servers.mariadb());
    }

    private SliceScene shop(TestServer server) throws SQLException, IOException {
        return new SliceScene(server, folder).both(SHOP).source(ROWS).rules(RULES);
    }

    @BeforeEach
    void removeWhatAnEarlierTestLeft() throws IOException {
        Files.deleteIfExists(folder.resolve("schema.yml"));
    }

    @OnEachServer
    void theSceneItselfIsFine(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server);
        scene.slice();
        assertEquals("1", scene.inTarget("SELECT COUNT(*) FROM orders"));
        assertEquals("1", scene.inTarget("SELECT COUNT(*) FROM customers"));
    }

    @Test
    void aMissingConfigurationSaysWhereItWasLookedFor() throws SQLException, IOException {
        SliceScene scene = shop();
        Files.delete(folder.resolve("config.yml"));
        says(scene.refused(), "prod", "config.yml");
    }

    @Test
    void aMissingRuleFileIsNamed() throws SQLException, IOException {
        SliceScene scene = shop();
        Files.delete(folder.resolve("schema.yml"));
        says(scene.refused(), folder.resolve("schema.yml").toString());
    }

    @Test
    void malformedYamlIsShownWithItsLine() throws SQLException, IOException {
        says(
                shop().rules("default: upon_request\ntables:\n  orders: {where: [\n")
                        .refused(),
                "schema.yml:");
        says(shop().config("connection:\n  prod: {host: x\n  dev: y").refused(), "config.yml:");
        says(shop().rules("- a list\n").refused(), "schema.yml");
        says(shop().rules("").refused(), "schema.yml");
    }

    @Test
    void mistypedKeysAreRefusedWithTheNearestName() throws SQLException, IOException {
        says(
                shop().rules("default: upon_request\ntables:\n  orders: {wher: id = 10}\n")
                        .refused(),
                "schema.yml:3",
                "`wher`",
                "Did you mean \"where\"?");
        SliceScene scene = shop();
        scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "pasword: x")
                + scene.connection("dev", SliceScene.TARGET, ""));
        says(scene.refused(), "config.yml:", "pasword", "password");
    }

    @Test
    void anUnknownConnectionIsRefusedWithTheNearestName() throws SQLException, IOException {
        says(shop().from("prd").refused(), "`prd`", "config.yml", "Did you mean \"prod\"?");
        says(shop().into("elsewhere").refused(), "`elsewhere`", "`dev`, `prod`");
    }

    @Test
    void anUndefinedVariableIsNamed() throws SQLException, IOException {
        says(
                shop().rules("default: upon_request\ntables:\n  orders: {where: \"id = ${ORDER_ID}\"}\n")
                        .refused(),
                "schema.yml:3",
                "ORDER_ID");
    }

    @Test
    void whatTheFileAloneShowsIsRefusedAllAtOnce() throws SQLException, IOException {
        says(
                shop().rules(
                                """
                        rules:
                          since_last_month: {where: created_at >= NOW() - INTERVAL 1 MONTH}
                        default: ful
                        tables:
                          orders: {rule: since_last_mnth}
                          customers: {rule: upon_request, msk: {email: "'x'"}}
                        """)
                        .refused(),
                "schema.yml:3",
                "ful",
                "schema.yml:5",
                "since_last_mnth",
                "Did you mean \"since_last_month\"?",
                "schema.yml:6",
                "`msk`",
                "Did you mean \"mask\"?");
    }

    @Test
    void unknownTablesAndColumnsAreRefusedAllAtOnceWithTheNearestNames() throws SQLException, IOException {
        says(
                shop().rules(
                                """
                        default: upon_request
                        tables:
                          ordres: {where: id = 10}
                          orders: {where: id = 10}
                          order_items: {rule: join, table: orders, reference: order_idd}
                          customers: {rule: upon_request, mask: {e_mail: "'x'"}}
                        references:
                          - {from: orders.customerid, to: customers.id}
                          - {from: order_items.order_id, to: orders.idd}
                        """)
                        .refused(),
                "schema.yml:3",
                "ordres",
                "Did you mean \"orders\"?",
                "schema.yml:5",
                "order_idd",
                "Did you mean \"order_id\"?",
                "schema.yml:6",
                "e_mail",
                "Did you mean \"email\"?",
                "schema.yml:8",
                "customerid",
                "Did you mean \"customer_id\"?",
                "schema.yml:9",
                "idd");
    }

    @Test
    void anUnknownTableOnTheCommandLineIsRefused() throws SQLException, IOException {
        says(shop().onlyTables("ordrs").refused(), "ordrs", "orders");
    }

    @Test
    void aTableWithoutARuleIsRefusedWhereThereIsNoDefault() throws SQLException, IOException {
        says(shop().rules("tables:\n  orders: {where: id = 10}\n").refused(), "customers", "order_items", "default");
    }

    @OnEachServer
    void aRuleThatTheServerRejectsIsShownWithItsWords(TestServer server) throws SQLException, IOException {
        says(
                shop(server)
                        .rules("default: upon_request\ntables:\n  orders: {where: creatd_at > 0}\n")
                        .refused(),
                "orders",
                "Unknown column",
                "creatd_at");
        says(
                shop(server)
                        .rules("default: upon_request\ntables:\n  orders: {where: id = = 3}\n")
                        .refused(),
                "orders",
                "You have an error in your SQL syntax");
        says(
                shop(server)
                        .rules(
                                "default: upon_request\ntables:\n  orders: {where: id > 0, limit: 1, order_by: no_such}\n")
                        .refused(),
                "orders",
                "no_such");
        says(
                shop(server)
                        .rules(
                                """
                        default: upon_request
                        tables:
                          orders: {where: id = 10}
                          customers: {rule: upon_request, mask: {email: NO_SUCH_FUNCTION(id)}}
                        """)
                        .refused(),
                "customers",
                "NO_SUCH_FUNCTION");
        says(
                shop(server)
                        .rules(
                                """
                        default: upon_request
                        tables:
                          orders: {where: id = 10}
                        references:
                          - {from: orders.customer_id, to: customers.id, when: "knd = 1"}
                        """)
                        .refused(),
                "orders",
                "knd");
    }

    @OnEachServer
    void allRejectedRulesAreShownAtOnce(TestServer server) throws SQLException, IOException {
        says(
                shop(server)
                        .rules(
                                """
                        default: upon_request
                        tables:
                          orders: {where: first_mistake = 1}
                          customers: {where: second_mistake = 1}
                        """)
                        .refused(),
                "first_mistake",
                "second_mistake");
    }

    @Test
    void joinsInACircleAreRefused() throws SQLException, IOException {
        Refusal refusal = shop().source("ALTER TABLE orders ADD item_id INT")
                .target("ALTER TABLE orders ADD item_id INT")
                .rules(
                        """
                        default: upon_request
                        tables:
                          orders: {rule: join, table: order_items, reference: item_id}
                          order_items: {rule: join, table: orders, reference: order_id}
                        """)
                .refused();
        says(refusal, "orders", "order_items", "schema.yml");
    }

    @Test
    void aJoinToATableThatSelectsNothingOffersItsCopiedRows() throws SQLException, IOException {
        says(
                shop().rules(
                                """
                        default: upon_request
                        tables:
                          orders: {rule: join, table: customers, reference: customer_id}
                          order_items: {where: id = 100}
                        """)
                        .refused(),
                "schema.yml:3",
                "customers",
                "of: copied");
    }

    @Test
    void aMaskOnAKeyColumnIsRefused() throws SQLException, IOException {
        says(
                shop().rules(
                                """
                        default: upon_request
                        tables:
                          orders: {where: id = 10}
                          customers: {rule: upon_request, mask: {id: id + 1}}
                        """)
                        .refused(),
                "schema.yml:4",
                "customers",
                "id");
    }

    @OnEachServer
    void tablesThatTheTargetLacksAreNamed(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server);
        scene.target("SET foreign_key_checks = 0", "DROP TABLE orders", "DROP TABLE customers");

        says(scene.refused(), "orders", "customers", "--copy-schema");
    }

    @OnEachServer
    void columnsThatDoNotFitAreNamed(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server);
        scene.target(
                "ALTER TABLE orders DROP COLUMN created_at",
                "ALTER TABLE customers MODIFY email VARCHAR(20)",
                "ALTER TABLE customers ADD must INT NOT NULL");

        Refusal refusal = scene.refused();

        says(refusal, "orders", "created_at", "customers", "email", "varchar(20)", "varchar(50)");
    }

    @OnEachServer
    void aSourceThatIsNotAllowedToReadIsRefusedByPrivilege(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server);
        user(
                server,
                "scene_reader",
                "GRANT INSERT ON scene_source.orders TO scene_reader@'%'",
                "GRANT SELECT ON scene_source.customers TO scene_reader@'%'",
                "GRANT SELECT ON scene_source.order_items TO scene_reader@'%'");
        scene.config("connection:\n" + login(scene, "prod", SliceScene.SOURCE, "scene_reader")
                + scene.connection("dev", SliceScene.TARGET, ""));

        says(scene.refused(), "orders", "SELECT");
    }

    /** Else its rows would be missing, and nobody would know. */
    @OnEachServer
    void aParentTableThatTheSourcesUserCannotSeeIsRefused(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server);
        user(
                server,
                "scene_reader",
                "GRANT SELECT ON scene_source.orders TO scene_reader@'%'",
                "GRANT SELECT ON scene_source.order_items TO scene_reader@'%'");
        scene.config("connection:\n" + login(scene, "prod", SliceScene.SOURCE, "scene_reader")
                + scene.connection("dev", SliceScene.TARGET, ""));

        says(scene.refused(), "customers", "SELECT");
    }

    /** The catalog does not show such a user the other columns: the slice would lack them, and nobody would know. */
    @OnEachServer
    void aSourcesUserWhoMayReadSomeColumnsOnlyIsRefused(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server);
        user(
                server,
                "scene_reader",
                "GRANT SELECT ON scene_source.orders TO scene_reader@'%'",
                "GRANT SELECT (id) ON scene_source.customers TO scene_reader@'%'",
                "GRANT SELECT ON scene_source.order_items TO scene_reader@'%'");
        scene.config("connection:\n" + login(scene, "prod", SliceScene.SOURCE, "scene_reader")
                + scene.connection("dev", SliceScene.TARGET, ""));

        says(scene.refused(), "customers", "SELECT", "missing from the slice");
    }

    @OnEachServer
    void aTargetUserWithoutAPrivilegeIsToldItsName(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server);
        user(server, "scene_writer", "GRANT SELECT, DELETE, DROP, CREATE ON scene_target.* TO scene_writer@'%'");
        scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "")
                + login(scene, "dev", SliceScene.TARGET, "scene_writer"));

        says(scene.refused(), "INSERT", "scene_writer");
    }

    @OnEachServer
    void triggersThatTheTargetUserMayNotMoveAwayAreRefusedByPrivilege(TestServer server)
            throws SQLException, IOException {
        SliceScene scene = shop(server);
        scene.target("CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW SET NEW.created_at = NULL");
        user(
                server,
                "scene_writer",
                "GRANT SELECT, INSERT, UPDATE, DELETE, DROP, CREATE, ALTER ON scene_target.* TO scene_writer@'%'");
        scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "")
                + login(scene, "dev", SliceScene.TARGET, "scene_writer"));

        says(scene.refused(), "TRIGGER");
    }

    @OnEachServer
    void aWrongPasswordIsSaidAndNotShown(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server);
        user(server, "scene_reader", "GRANT SELECT ON scene_source.* TO scene_reader@'%'");
        scene.config("connection:\n"
                + scene.connection("prod", SliceScene.SOURCE, scene.address(), "scene_reader", "wr0ng-pw", "")
                + scene.connection("dev", SliceScene.TARGET, ""));

        Failure failure = scene.failedBeforeWriting();

        says(failure, "prod", "scene_reader", "Access denied");
        assertFalse(failure.toString().contains("wr0ng-pw"), failure.toString());
    }

    @OnEachServer
    void anUnknownDatabaseAndAServerThatDoesNotAnswerAreNamed(TestServer server) throws SQLException, IOException {
        SliceScene scene = shop(server);
        scene.config("connection:\n" + scene.connection("prod", "no_such_database", "")
                + scene.connection("dev", SliceScene.TARGET, ""));
        says(scene.failedBeforeWriting(), "prod", "no_such_database");

        Address nobody = new Address("127.0.0.1", 1);
        scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, nobody, "root", "", "")
                + scene.connection("dev", SliceScene.TARGET, ""));
        says(scene.failedBeforeWriting(), "prod", "127.0.0.1:1");
    }

    private static void user(TestServer server, String name, String... grants) throws SQLException {
        server.execute("", "DROP USER IF EXISTS " + name + "@'%'", "CREATE USER " + name + "@'%' IDENTIFIED BY 'pw'");
        server.execute("", grants);
    }

    private static String login(SliceScene scene, String name, String database, String user) {
        return scene.connection(name, database, scene.address(), user, "pw", "");
    }

    /** Each part stands in the message, whatever the case of its letters. */
    private static void says(Failure failure, String... parts) {
        String message = failure.getMessage();
        for (String part : parts) {
            assertTrue(
                    message.toLowerCase(java.util.Locale.ROOT).contains(part.toLowerCase(java.util.Locale.ROOT)),
                    () -> "no " + part + " in: " + message);
        }
    }
}
