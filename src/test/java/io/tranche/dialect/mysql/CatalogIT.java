package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Column.Generation;
import io.tranche.catalog.Key;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.Vendor;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

class CatalogIT {
    private static final String DATABASE = "catalog_it";
    private static final String NEIGHBOUR = "Catalog_It_Neighbour";

    @OnEachServer
    void readsTablesAndLeavesOutViewsSequencesAndReservedNames(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(
                DATABASE,
                "CREATE TABLE a (id INT PRIMARY KEY)",
                "CREATE TABLE B (id INT) ENGINE=MyISAM",
                "CREATE TABLE tranche_ledger (id INT PRIMARY KEY)",
                "CREATE TABLE tranches (id INT PRIMARY KEY)",
                "CREATE TABLE p (id INT PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2",
                "CREATE VIEW v AS SELECT id FROM a",
                "INSERT INTO B VALUES (1), (2)");
        if (server.vendor() == Vendor.MARIADB) {
            server.execute(DATABASE, "CREATE SEQUENCE s");
        }

        Catalog catalog = read(server);

        assertEquals(
                List.of("B", "a", "p", "tranches"),
                catalog.tables().keySet().stream().map(TableName::name).toList());
        assertEquals(DATABASE, catalog.database());
        assertEquals("", catalog.defaultSchema());
        assertEquals(List.of(), catalog.notices());
        assertEquals("MyISAM", table(catalog, "B").properties().get(TableProperties.ENGINE));
        assertEquals(2, table(catalog, "B").rows());
        assertEquals("yes", table(catalog, "p").properties().get(TableProperties.PARTITIONED));
        assertFalse(table(catalog, "a").properties().containsKey(TableProperties.PARTITIONED));
    }

    @OnEachServer
    void readsColumnsOfEveryKind(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(
                DATABASE,
                """
                CREATE TABLE t (
                  `Id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  name VARCHAR(10) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'it''s \\\\',
                  kind ENUM('a','ü') NULL DEFAULT NULL,
                  twice BIGINT GENERATED ALWAYS AS (flag * 2) VIRTUAL,
                  thrice BIGINT GENERATED ALWAYS AS (flag * 3) STORED,
                  flag INT NOT NULL,
                  bits BIT(3) DEFAULT b'101',
                  at DATETIME DEFAULT CURRENT_TIMESTAMP,
                  `odd ``name``.` JSON)""");

        Table table = table(read(server), "t");

        assertEquals(
                List.of("Id", "name", "kind", "twice", "thrice", "flag", "bits", "at", "odd `name`."),
                table.columns().stream().map(Column::name).toList());
        Column id = table.columnOf("id");
        assertTrue(id.autoIncrement());
        assertFalse(id.nullable());
        assertEquals("bigint", id.type().name());
        assertTrue(
                id.type().full().matches("bigint(\\(20\\))? unsigned"),
                id.type().full());
        Column name = table.columnOf("name");
        assertEquals(Optional.of("latin1"), name.type().charset());
        assertEquals(Optional.of("latin1_bin"), name.type().collation());
        assertEquals(Optional.of("'it''s \\\\'"), name.defaultExpression());
        assertEquals("enum('a','ü')", table.columnOf("kind").type().full());
        assertEquals(Optional.empty(), table.columnOf("kind").defaultExpression());
        assertTrue(table.columnOf("kind").nullable());
        assertEquals(Generation.VIRTUAL, table.columnOf("twice").generation());
        assertEquals(Generation.STORED, table.columnOf("thrice").generation());
        assertEquals(Generation.NONE, table.columnOf("at").generation());
        assertEquals(Optional.of("b'101'"), table.columnOf("bits").defaultExpression());
        assertEquals(Optional.empty(), table.columnOf("flag").defaultExpression());
        assertEquals(6, table.columnOf("flag").position());
    }

    @OnEachServer
    void aKeyOfPrefixesOrExpressionsProvesNoUniqueness(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        String expression = server.vendor() == Vendor.MYSQL ? ", UNIQUE KEY f (a, (b + 1))" : "";
        server.execute(
                DATABASE,
                "CREATE TABLE t (a INT NOT NULL, b INT, c VARCHAR(100) NOT NULL, d TEXT, UNIQUE KEY u (b, a),"
                        + " UNIQUE KEY p (c(10)), KEY i (b), FULLTEXT KEY ft (d)" + expression + ")");

        Table table = table(read(server), "t");

        assertEquals(
                new Key("u", Key.Kind.UNIQUE, List.of("b", "a"), true),
                table.keys().stream()
                        .filter(key -> key.name().equals("u"))
                        .findFirst()
                        .orElseThrow());
        assertFalse(table.uniqueOver(List.of("c")));
        assertFalse(table.uniqueOver(List.of("a")));
        assertTrue(table.uniqueOver(List.of("a", "b", "c")));
        assertEquals(Optional.empty(), table.identity());
        assertTrue(table.keys().stream().anyMatch(key -> key.name().equals("i") && key.kind() == Key.Kind.INDEX));
        assertTrue(table.keys().stream().noneMatch(key -> key.name().equals("ft")));
    }

    @OnEachServer
    void readsReferencesInTheSpellingOfTheTables(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(
                DATABASE,
                "CREATE TABLE Parent (Id INT, Shop INT, PRIMARY KEY (Shop, Id))",
                "CREATE TABLE child (iD INT, shop INT, up INT, KEY (up), CONSTRAINT zwei FOREIGN KEY (SHOP, ID)"
                        + " REFERENCES Parent (SHOP, ID), PRIMARY KEY (id),"
                        + " CONSTRAINT eins FOREIGN KEY (up) REFERENCES child (ID))");

        List<Reference> references = read(server).references();

        assertEquals(
                List.of("child(up) → child(iD)", "child(shop, iD) → Parent(Shop, Id)"),
                references.stream().map(Reference::toString).toList());
        assertEquals("eins", references.get(0).name());
    }

    @OnEachServer
    void listsReferencesThatLeadElsewhere(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.createDatabase(NEIGHBOUR);
        server.execute(
                DATABASE,
                "CREATE TABLE `" + NEIGHBOUR + "`.users (id INT PRIMARY KEY)",
                "CREATE TABLE posts (id INT PRIMARY KEY, user_id INT, gone_id INT, CONSTRAINT out_of FOREIGN KEY"
                        + " (user_id) REFERENCES `" + NEIGHBOUR + "`.users (id))",
                "SET foreign_key_checks = 0",
                "ALTER TABLE posts ADD CONSTRAINT to_nowhere FOREIGN KEY (gone_id) REFERENCES gone (id)");

        Catalog catalog = read(server);

        assertEquals(
                List.of(TableName.of("gone"), new TableName(NEIGHBOUR, "users")),
                catalog.references().stream().map(Reference::parent).sorted().toList());
        assertEquals(2, catalog.notices().size());
        assertTrue(catalog.notices().stream().anyMatch(notice -> notice.contains(NEIGHBOUR)));
        server.execute("", "DROP DATABASE `" + DATABASE + "`", "DROP DATABASE `" + NEIGHBOUR + "`");
    }

    @OnEachServer
    void seesReferencesWithTheSelectPrivilegeAlone(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(
                DATABASE,
                "CREATE TABLE parent (id INT PRIMARY KEY)",
                "CREATE TABLE child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id))",
                "DROP USER IF EXISTS catalog_reader",
                "CREATE USER catalog_reader IDENTIFIED BY 'secret'",
                "GRANT SELECT ON `" + DATABASE + "`.* TO catalog_reader");

        String url = server.url(DATABASE).replaceAll("&user=.*", "&user=catalog_reader&password=secret");
        try (Connection connection = DriverManager.getConnection(url)) {
            Catalog catalog = MySqlCatalogReader.read(connection);
            assertEquals(1, catalog.references().size());
            assertTrue(table(catalog, "parent").identity().isPresent());
        }
    }

    @OnEachServer(Vendor.MARIADB)
    void aVersionedTableIsIdentifiedByItsOwnColumns(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(
                DATABASE,
                "CREATE TABLE h (id INT PRIMARY KEY) WITH SYSTEM VERSIONING",
                """
                CREATE TABLE x (id INT, c INT UNIQUE, f TIMESTAMP(6) GENERATED ALWAYS AS ROW START,
                  u TIMESTAMP(6) GENERATED ALWAYS AS ROW END INVISIBLE, PERIOD FOR SYSTEM_TIME (f, u),
                  PRIMARY KEY (id)) WITH SYSTEM VERSIONING""");

        Catalog catalog = read(server);

        assertEquals(List.of("id"), table(catalog, "h").identity().orElseThrow().columns());
        assertEquals(List.of("id"), table(catalog, "x").identity().orElseThrow().columns());
        assertEquals(
                List.of("id", "c"),
                table(catalog, "x").writable().stream().map(Column::name).toList());
        assertTrue(table(catalog, "x").columnOf("u").invisible());
        assertEquals("yes", table(catalog, "h").properties().get(TableProperties.VERSIONED));
        assertEquals(2, catalog.notices().size());
    }

    @OnEachServer
    void aTableThatBorrowsItsRowsIsListedAndNotSliced(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(
                DATABASE,
                "CREATE TABLE one (id INT) ENGINE=MyISAM",
                "CREATE TABLE every (id INT) ENGINE=MRG_MyISAM UNION=(one)");

        Catalog catalog = read(server);

        assertEquals(Table.Kind.OTHER, table(catalog, "every").kind());
        assertEquals(Table.Kind.BASE, table(catalog, "one").kind());
        assertEquals(1, catalog.notices().size());
    }

    private static Catalog read(TestServer server) throws SQLException {
        try (Connection connection = server.connection(DATABASE)) {
            return MySqlCatalogReader.read(connection);
        }
    }

    private static Table table(Catalog catalog, String name) {
        return catalog.table(TableName.of(name));
    }
}
