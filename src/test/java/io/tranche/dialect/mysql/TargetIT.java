package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.Tls;
import io.tranche.config.Vendor;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.Problem;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import io.tranche.row.RowSink;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

class TargetIT {
    private static final String DATABASE = "it_target";

    private static Target open(TestServer server, String... sql) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(DATABASE, sql);
        return open(server.config(DATABASE));
    }

    private static Target open(ConnectionConfig config) {
        return new MySqlDialect().openTarget(config, Listener.NONE);
    }

    private static ConnectionConfig at(
            ConnectionConfig config, List<Address> addresses, Optional<Path> socket, Tls tls) {
        return new ConnectionConfig(
                config.name(),
                config.vendor(),
                addresses,
                socket,
                config.user(),
                config.password(),
                config.database(),
                tls,
                config.start(),
                config.isProtected(),
                config.parameters());
    }

    private static List<TableName> names(String... names) {
        List<TableName> found = new ArrayList<>();
        for (String name : names) {
            found.add(TableName.of(name));
        }
        return found;
    }

    @OnEachServer
    void emptiesTablesThatReferToEachOther(TestServer server) throws SQLException {
        try (Target target = open(
                server,
                "CREATE TABLE a (id INT PRIMARY KEY, b INT)",
                "CREATE TABLE b (id INT PRIMARY KEY, a INT, FOREIGN KEY (a) REFERENCES a (id))",
                "INSERT INTO a VALUES (1, NULL)",
                "INSERT INTO b VALUES (1, 1)",
                "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b (id)",
                "UPDATE a SET b = 1")) {
            assertTrue(target.holdsRows(TableName.of("a")));
            target.empty(names("a", "b"));
            assertFalse(target.holdsRows(TableName.of("a")));
            assertFalse(target.holdsRows(TableName.of("b")));
            target.refreshStatistics(names("a", "b"));
        }
    }

    @OnEachServer
    void givesTriggersBackAsTheyWere(TestServer server) throws SQLException {
        String show =
                "SELECT GROUP_CONCAT(CONCAT_WS('|', trigger_name, action_timing, event_manipulation, action_order,"
                        + " action_statement, sql_mode, definer, character_set_client, collation_connection)"
                        + " ORDER BY trigger_name SEPARATOR '\\n') FROM information_schema.triggers WHERE trigger_schema = '"
                        + DATABASE + "'";
        try (Target target = open(
                server,
                "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))",
                "CREATE TABLE other (id INT PRIMARY KEY)",
                "CREATE TRIGGER `z first` BEFORE INSERT ON t FOR EACH ROW SET NEW.v = CONCAT(NEW.v, 'é☃')",
                "CREATE TRIGGER `a second` BEFORE INSERT ON t FOR EACH ROW SET NEW.v = CONCAT(NEW.v, '2')",
                "SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT', NAMES latin1",
                "CREATE TRIGGER modes AFTER DELETE ON t FOR EACH ROW BEGIN SET @x = 'a' || \"OLD\".v; END",
                "CREATE TRIGGER elsewhere BEFORE INSERT ON other FOR EACH ROW SET NEW.id = 7")) {
            String before = server.value("", show);
            List<Definition> triggers = target.disturbing(names("t"));
            assertEquals(3, triggers.size());
            try (TargetSession session = target.session()) {
                triggers.forEach(trigger -> trigger.drop().forEach(session::execute));
                assertEquals(
                        "1",
                        server.value(
                                "",
                                "SELECT COUNT(*) FROM information_schema.triggers" + " WHERE trigger_schema = '"
                                        + DATABASE + "'"));
                triggers.forEach(trigger -> trigger.create().forEach(session::execute));
                assertEquals(
                        TargetConnection.STRICT,
                        sorted(session.rows("SELECT @@sql_mode").get(0).get(0)));
                assertEquals(
                        "utf8mb4",
                        session.rows("SELECT @@character_set_client").get(0).get(0));
            }
            assertEquals(before, server.value("", show));
            server.execute(DATABASE, "INSERT INTO t VALUES (1, 'x')");
            assertEquals("xé☃2", server.value(DATABASE, "SELECT v FROM t"));
        }
    }

    /** In the order in which we write it. */
    private static String sorted(String mode) {
        List<String> ours = new ArrayList<>(List.of(TargetConnection.STRICT.split(",")));
        ours.retainAll(List.of(mode.split(",")));
        return String.join(",", ours);
    }

    @OnEachServer
    void namesTheMissingPrivilegesWithoutWriting(TestServer server) throws SQLException {
        try (Target target = open(
                server,
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "CREATE TABLE u (id INT PRIMARY KEY)",
                "CREATE TRIGGER theirs BEFORE INSERT ON u FOR EACH ROW SET NEW.id = 1")) {
            Collection<Table> tables = target.catalog().tables().values();
            assertEquals(List.of(), target.missingRights(tables, Target.Rights.LOAD));
            assertEquals(List.of(), target.missingRights(tables, Target.Rights.CREATE));
            server.execute(
                    "",
                    "DROP USER IF EXISTS poor",
                    "CREATE USER poor",
                    "GRANT SELECT, CREATE ON `it\\_tar%`.* TO poor",
                    "GRANT INSERT, TRIGGER ON `" + DATABASE + "`.u TO poor");
            ConnectionConfig config = server.config(DATABASE);
            ConnectionConfig poor = new ConnectionConfig(
                    config.name(),
                    config.vendor(),
                    config.addresses(),
                    config.socket(),
                    Optional.of("poor"),
                    Optional.empty(),
                    config.database(),
                    config.tls(),
                    config.start(),
                    false,
                    Map.of());
            String defining =
                    server.vendor() == Vendor.MARIADB ? "SET USER" : "SET_USER_ID (SET_ANY_DEFINER from 8.2 on)";
            try (Target asPoor = open(poor)) {
                List<String> missing = asPoor.missingRights(tables, Target.Rights.LOAD).stream()
                        .map(Problem::remedy)
                        .toList();
                assertEquals(
                        List.of(
                                "GRANT DROP ON `it_target`.* TO the user.",
                                "GRANT INSERT ON `it_target`.`t` TO the user.",
                                "GRANT DELETE ON `it_target`.`t` TO the user.",
                                "GRANT TRIGGER ON `it_target`.`t` TO the user.",
                                "GRANT DELETE ON `it_target`.`u` TO the user.",
                                "GRANT " + defining + " ON *.* TO the user, or drop the trigger."),
                        missing);
                server.execute("", "GRANT ALL ON `it\\_tar%`.* TO poor", "DROP TRIGGER `" + DATABASE + "`.theirs");
            }
            try (Target asRich = open(poor)) {
                assertEquals(List.of(), asRich.missingRights(tables, Target.Rights.LOAD));
                assertEquals(List.of(), asRich.missingRights(tables, Target.Rights.CREATE));
            }
        }
    }

    @OnEachServer
    void seesPrivilegesThatComeFromARole(TestServer server) throws SQLException {
        String forUser = server.vendor() == Vendor.MARIADB ? " FOR staff" : " TO staff";
        try (Target target = open(server, "CREATE TABLE t (id INT PRIMARY KEY)")) {
            Collection<Table> tables = target.catalog().tables().values();
            server.execute(
                    "",
                    "DROP USER IF EXISTS staff",
                    "DROP ROLE IF EXISTS loaders",
                    "CREATE ROLE loaders",
                    "GRANT ALL ON `" + DATABASE + "`.* TO loaders",
                    "CREATE USER staff",
                    "GRANT loaders TO staff",
                    "SET DEFAULT ROLE loaders" + forUser);
            ConnectionConfig config = server.config(DATABASE);
            ConnectionConfig staff = new ConnectionConfig(
                    config.name(),
                    config.vendor(),
                    config.addresses(),
                    config.socket(),
                    Optional.of("staff"),
                    Optional.empty(),
                    config.database(),
                    config.tls(),
                    config.start(),
                    false,
                    Map.of());
            try (Target asStaff = open(staff)) {
                assertEquals(List.of(), asStaff.missingRights(tables, Target.Rights.LOAD));
                assertEquals(List.of(), asStaff.missingRights(tables, Target.Rights.CREATE));
            }
        }
    }

    @OnEachServer
    void insertsWhereTheServerForbidsLoadData(TestServer server) throws SQLException {
        Copies.prepare(
                server,
                List.of("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20), b BLOB)"),
                List.of("INSERT INTO t VALUES (1, 'a''b\\\\', x'00275c0a'), (2, NULL, REPEAT(x'275c', 1000000))"));
        server.execute("", "SET GLOBAL local_infile = OFF");
        try (Target target = open(server.config(Copies.TO))) {
            assertTrue(target.loadNotice().contains("local_infile"), target.loadNotice());
            Copies.copyAll(server, Copies.Way.LOAD_DATA);
            assertEquals(
                    List.of(),
                    Copies.differences(
                            server,
                            "t",
                            target.catalog().table(TableName.of("t")).columns()));
        } finally {
            server.execute("", "SET GLOBAL local_infile = ON");
        }
        try (Target target = open(server.config(Copies.TO))) {
            assertEquals("", target.loadNotice());
        }
    }

    @OnEachServer
    void isTheSameDatabaseWhateverAddressLeadsToIt(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.createDatabase("it_target2");
        ConnectionConfig config = server.config(DATABASE);
        Address address = config.addresses().get(0);
        Assumptions.assumeTrue(address.host().equals("127.0.0.1"), "the server listens elsewhere");
        ConnectionConfig alias = at(
                config,
                List.of(new Address("127.0.0.1", 1), new Address("localhost", address.port())),
                Optional.empty(),
                config.tls());
        try (Target target = open(config);
                Source source = new MySqlDialect().openSource(alias, Listener.NONE);
                Target other = open(server.config("it_target2"))) {
            assertEquals(target.identity(), source.identity());
            assertNotEquals(target.identity(), other.identity());
            assertTrue(target.version().matches("(MySQL|MariaDB) \\d+\\.\\d+\\.\\d+.*"), target.version());
        }
    }

    @OnEachServer
    void connectsThroughAUnixSocket(TestServer server) throws SQLException {
        Copies.prepare(
                server,
                List.of("CREATE TABLE t (id INT PRIMARY KEY, b LONGBLOB)"),
                List.of("INSERT INTO t VALUES (1, REPEAT(x'00275c0a', 1000000))"));
        Path socket = Path.of(server.value("", "SELECT @@socket"));
        Assumptions.assumeTrue(java.nio.file.Files.exists(socket), "the server's socket is elsewhere");
        ConnectionConfig config = at(
                server.config(Copies.TO),
                List.of(),
                Optional.of(socket),
                server.config(Copies.TO).tls());
        server.execute("", "DROP USER IF EXISTS root2@localhost", "CREATE USER root2@localhost IDENTIFIED BY 'pw☃'");
        server.execute("", "GRANT ALL ON *.* TO root2@localhost");
        ConnectionConfig local = new ConnectionConfig(
                config.name(),
                config.vendor(),
                List.of(),
                Optional.of(socket),
                Optional.of("root2"),
                Optional.of(new io.tranche.config.Secret("pw☃")),
                config.database(),
                Tls.PREFERRED,
                List.of(),
                false,
                Map.of());
        try (Target target = open(local);
                TargetSession session = target.session()) {
            Table table = target.catalog().table(TableName.of("t"));
            RowSink sink = session.load(table, table.columns());
            io.tranche.row.LineBatch batch = new io.tranche.row.LineBatch(64);
            batch.field(new byte[] {'7'});
            batch.field(new byte[3_000_000]);
            batch.endLine();
            sink.write(batch);
            assertEquals(1, sink.finish());
            session.commit();
            assertEquals("3000000", server.value(Copies.TO, "SELECT LENGTH(b) FROM t WHERE id = 7"));
        }
    }

    @OnEachServer
    void takesNamesAndPasswordsOfAnyCharacters(TestServer server) throws SQLException {
        String database = "it tärget ☃`+%";
        String quoted = Names.quote(database);
        server.execute(
                "",
                "DROP DATABASE IF EXISTS " + quoted,
                "CREATE DATABASE " + quoted,
                "DROP USER IF EXISTS 'üser☃'",
                "CREATE USER 'üser☃' IDENTIFIED BY 'p/w☃é'",
                "GRANT ALL ON *.* TO 'üser☃'",
                "CREATE TABLE " + quoted + ".`tä\"b'l\\e☃` (`c ☃` INT PRIMARY KEY)");
        ConnectionConfig config = server.config(database);
        ConnectionConfig login = new ConnectionConfig(
                config.name(),
                config.vendor(),
                config.addresses(),
                config.socket(),
                Optional.of("üser☃"),
                Optional.of(new io.tranche.config.Secret("p/w☃é")),
                config.database(),
                config.tls(),
                config.start(),
                false,
                Map.of());
        try (Source source = new MySqlDialect().openSource(login, Listener.NONE);
                Target target = open(login);
                TargetSession session = target.session()) {
            assertEquals(List.of(List.of(database)), session.rows("SELECT DATABASE()"));
            Table table = source.catalog().table(TableName.of("tä\"b'l\\e☃"));
            RowSink sink = session.load(table, table.columns());
            io.tranche.row.LineBatch batch = new io.tranche.row.LineBatch(64);
            batch.field(new byte[] {'7'});
            batch.endLine();
            sink.write(batch);
            assertEquals(1, sink.finish());
            RunFailure refused = assertThrows(RunFailure.class, () -> {
                RowSink strict = session.loadStrictly(table, table.columns());
                io.tranche.row.LineBatch again = new io.tranche.row.LineBatch(64);
                again.field(new byte[] {'7'});
                again.endLine();
                strict.write(again);
            });
            assertTrue(refused.getMessage().startsWith("tä\"b'l\\e☃: the target refuses the row c ☃ = 7: Duplicate"));
            session.rollback();
        }
        server.execute("", "DROP DATABASE " + quoted, "DROP USER 'üser☃'");
    }

    @OnEachServer(Vendor.MYSQL)
    void encryptsWhereItIsAskedTo(TestServer server) throws SQLException {
        Assumptions.assumeTrue(server.value("", "SELECT @@have_ssl").equals("YES"), "the server has no TLS");
        server.createDatabase(DATABASE);
        Tls required = new Tls(Tls.Mode.REQUIRE, Optional.empty(), Optional.empty(), Optional.empty());
        ConnectionConfig config = server.config(DATABASE);
        try (Target target = open(at(config, config.addresses(), Optional.empty(), required));
                TargetSession session = target.session()) {
            assertNotEquals(
                    "", session.rows("SHOW STATUS LIKE 'Ssl_cipher'").get(0).get(1));
        }
        Path ca = Path.of(server.value("", "SELECT @@datadir"), "ca.pem");
        Assumptions.assumeTrue(java.nio.file.Files.exists(ca), "the server's certificate is elsewhere");
        Tls verified = new Tls(
                Tls.Mode.VERIFY_CA,
                Optional.of(ca),
                Optional.of(ca.resolveSibling("client-cert.pem")),
                Optional.of(ca.resolveSibling("client-key.pem")));
        try (Target target = open(at(config, config.addresses(), Optional.empty(), verified));
                TargetSession session = target.session()) {
            assertNotEquals(
                    "", session.rows("SHOW STATUS LIKE 'Ssl_cipher'").get(0).get(1));
        }
        Tls other = new Tls(
                Tls.Mode.VERIFY_CA,
                Optional.of(ca.resolveSibling("client-cert.pem")),
                Optional.empty(),
                Optional.empty());
        assertThrows(RunFailure.class, () -> open(at(config, config.addresses(), Optional.empty(), other)));
    }

    @OnEachServer
    void saysWhichServerCannotBeReached(TestServer server) {
        ConnectionConfig config = at(
                server.config("x"),
                List.of(new Address("127.0.0.1", 1)),
                Optional.empty(),
                server.config("x").tls());
        RunFailure failure = assertThrows(RunFailure.class, () -> open(config));
        assertTrue(failure.getMessage().contains("127.0.0.1:1"), failure.getMessage());
        assertTrue(failure.getMessage().contains("refused"), failure.getMessage());
        RunFailure unknown = assertThrows(RunFailure.class, () -> open(server.config("it_no_such_database")));
        assertTrue(unknown.getMessage().contains("it_no_such_database"), unknown.getMessage());
    }

    @OnEachServer
    void movesCountersPastTheHighestValue(TestServer server) throws SQLException {
        boolean mariaDb = server.vendor() == Vendor.MARIADB;
        List<String> sql = new ArrayList<>(List.of("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v INT)"));
        if (mariaDb) {
            sql.add("CREATE SEQUENCE `s q`");
            sql.add("CREATE TABLE u (id BIGINT DEFAULT NEXT VALUE FOR `s q` PRIMARY KEY, v INT)");
        }
        try (Target target = open(server, sql.toArray(String[]::new));
                TargetSession session = target.session()) {
            for (String name : mariaDb ? List.of("t", "u") : List.of("t")) {
                Table table = target.catalog().table(TableName.of(name));
                RowSink sink = session.load(table, table.columns());
                io.tranche.row.LineBatch batch = new io.tranche.row.LineBatch(64);
                batch.field("41".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                batch.field(null);
                batch.endLine();
                sink.write(batch);
                assertEquals(1, sink.finish());
                session.commit();
                target.advanceCounters(names(name));
                server.execute(DATABASE, "INSERT INTO " + name + " (v) VALUES (1)");
                assertEquals("42", server.value(DATABASE, "SELECT MAX(id) FROM " + name));
            }
        }
    }
}
