package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Source;
import io.tranche.progress.Listener;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A schema with everything that is easily read wrong. */
class CatalogIT {
    private static final List<String> OBJECTS = List.of(
            "CREATE EXTENSION citext",
            "CREATE EXTENSION isn",
            "CREATE SCHEMA other",
            "CREATE SCHEMA \"Od.d \"\"S\"",
            "CREATE SCHEMA tranche",
            "CREATE TABLE tranche.ledger (id int)",
            "CREATE TABLE users (id bigserial PRIMARY KEY, email citext UNIQUE, \"Na\tme\" text NOT NULL)",
            "CREATE TABLE other.users (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                    + " users bigint REFERENCES public.users ON DELETE CASCADE)",
            "CREATE TABLE \"Od.d \"\"S\".\"T.a\"\"b\" (\"Id\" int PRIMARY KEY, \"Ref\" int"
                    + " REFERENCES other.users DEFERRABLE INITIALLY DEFERRED)",
            "CREATE TABLE nothing ()",
            "CREATE TABLE dropped (a int, b int, c int)",
            "ALTER TABLE dropped DROP COLUMN b",
            "CREATE TABLE keyed (a int NOT NULL, b int NOT NULL, c text, d text)",
            "CREATE UNIQUE INDEX by_index ON keyed (a, b)",
            "CREATE UNIQUE INDEX by_part ON keyed (b) WHERE a > 1",
            "CREATE UNIQUE INDEX by_expression ON keyed (lower(c), d)",
            "CREATE INDEX by_nothing ON keyed (d)",
            "CREATE TABLE refers (x int, y int, FOREIGN KEY (x, y) REFERENCES keyed (a, b) MATCH FULL)",
            "ALTER TABLE refers ADD CONSTRAINT late FOREIGN KEY (x) REFERENCES other.users NOT VALID",
            "CREATE DOMAIN small AS numeric(5,2)",
            "CREATE DOMAIN smaller AS small CHECK (value > 0)",
            "CREATE TYPE mood AS ENUM ('a')",
            "CREATE TABLE typed (d smaller, m mood, v varchar(7) COLLATE \"C\", c citext, a mood[])",
            "CREATE TABLE elder (id int PRIMARY KEY)",
            "CREATE TABLE heir (more int) INHERITS (elder)",
            "CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM users",
            "CREATE VIEW seen AS SELECT 1 AS one",
            "CREATE UNLOGGED TABLE unlogged (id int PRIMARY KEY)",
            "CREATE TABLE parted (id int, at date NOT NULL) PARTITION BY RANGE (at)",
            "CREATE TABLE other.parted_1 PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"
                    + " PARTITION BY LIST (id)",
            "CREATE TABLE parted_1a PARTITION OF other.parted_1 FOR VALUES IN (1, 2)");

    private static final List<String> NEWER = List.of(
            "ALTER TABLE parted ADD PRIMARY KEY (id, at)",
            "CREATE TABLE to_parted (id int, at date, FOREIGN KEY (id, at) REFERENCES parted)",
            "CREATE TABLE parted_child (id int, at date, FOREIGN KEY (id, at) REFERENCES parted) PARTITION BY LIST (id)",
            "CREATE TABLE parted_child_1 PARTITION OF parted_child FOR VALUES IN (1)",
            "ALTER TABLE parted_1a ADD CONSTRAINT own FOREIGN KEY (id) REFERENCES other.users",
            "CREATE TABLE made (a int, b int GENERATED ALWAYS AS (a * 2) STORED)");

    private static Catalog catalog;

    @BeforeAll
    static void read() throws SQLException {
        TestServer server = Servers.postgresql();
        server.createDatabase("nasty");
        List<String> statements = new ArrayList<>(OBJECTS);
        statements.addAll(NEWER);
        server.execute("nasty", statements.toArray(String[]::new));
        try (Source source = Databases.source(server, "nasty")) {
            catalog = source.catalog();
        }
    }

    @Test
    void knowsTablesOfAllSchemasAndNoneOfExtensionsPartitionsOrOurOwn() {
        assertEquals(
                List.of(
                        "Od.d \"S.T.a\"b",
                        "other.users",
                        "public.dropped",
                        "public.elder",
                        "public.heir",
                        "public.keyed",
                        "public.made",
                        "public.nothing",
                        "public.parted",
                        "public.parted_child",
                        "public.refers",
                        "public.to_parted",
                        "public.typed",
                        "public.unlogged",
                        "public.users"),
                catalog.tables().keySet().stream().map(TableName::toString).toList());
        assertEquals("public", catalog.defaultSchema());
        assertEquals("public", Databases.table(catalog, "users").name().schema());
    }

    @Test
    void knowsColumnsAsTheyAreWritten() {
        assertEquals(List.of(), Databases.table(catalog, "nothing").columns());
        assertEquals(
                List.of("a", "c"),
                Databases.table(catalog, "dropped").columns().stream()
                        .map(Column::name)
                        .toList());
        Table made = Databases.table(catalog, "made");
        assertEquals(List.of("a"), made.writable().stream().map(Column::name).toList());
        assertTrue(Databases.table(catalog, "users").columnOf("id").autoIncrement());
        assertTrue(Databases.table(catalog, "other.users").columnOf("id").autoIncrement());
        assertFalse(Databases.table(catalog, "users").columnOf("Na\tme").nullable());
        Table typed = Databases.table(catalog, "typed");
        assertEquals("numeric", typed.columnOf("d").type().name());
        assertEquals("public.smaller", typed.columnOf("d").type().full());
        assertEquals("enum \"public\".\"mood\"", typed.columnOf("m").type().name());
        assertEquals("character varying(7)", typed.columnOf("v").type().full());
        assertEquals("pg_catalog.\"C\"", typed.columnOf("v").type().collation().orElseThrow());
        assertEquals("base \"public\".\"citext\"", typed.columnOf("c").type().name());
        assertEquals("public.mood[]", typed.columnOf("a").type().full());
    }

    @Test
    void knowsWhichKeysTellRowsApart() {
        Map<String, Boolean> whole = new java.util.TreeMap<>();
        Table keyed = Databases.table(catalog, "keyed");
        keyed.keys().forEach(key -> whole.put(key.name(), key.unique()));
        assertEquals(Map.of("by_index", true, "by_part", false, "by_expression", false, "by_nothing", false), whole);
        assertEquals("by_index", keyed.identity().map(Key::name).orElseThrow());
        assertEquals(
                List.of("id", "at"),
                Databases.table(catalog, "parted").primaryKey().orElseThrow().columns());
    }

    @Test
    void knowsEachReferenceOnceThoughPartitionsInheritIt() {
        assertEquals(
                List.of(
                        "Od.d \"S.T.a\"b(Ref) → other.users(id)",
                        "other.users(users) → public.users(id)",
                        "public.parted(id) → other.users(id)",
                        "public.parted_child(id, at) → public.parted(id, at)",
                        "public.refers(x) → other.users(id)",
                        "public.refers(x, y) → public.keyed(a, b)",
                        "public.to_parted(id, at) → public.parted(id, at)"),
                catalog.references().stream().map(Reference::toString).sorted().toList());
        Reference own = catalog.references().stream()
                .filter(reference -> reference.name().equals("own"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "\"public\".\"parted\".tableoid IN ('public.parted_1a'::pg_catalog.regclass)",
                own.when().orElseThrow());
    }

    @Test
    void tellsOfMaterialisedViews() {
        assertTrue(
                catalog.notices().get(0).contains("public.counted"),
                catalog.notices().toString());
    }

    @Test
    void readsTheOldestServersCatalogToo() throws SQLException {
        TestServer server = Servers.oldPostgresql();
        server.createDatabase("nasty");
        server.execute("nasty", OBJECTS.toArray(String[]::new));
        try (Source source = Databases.source(server, "nasty")) {
            Catalog old = source.catalog();
            assertEquals(12, old.tables().size());
            assertEquals(4, old.references().size());
            assertEquals(
                    "by_index",
                    Databases.table(old, "keyed").identity().map(Key::name).orElseThrow());
        }
    }

    @Test
    void followsTheSearchPathToTheDefaultSchema() throws SQLException {
        TestServer server = Servers.postgresql();
        var config =
                Databases.with(server.config("nasty"), List.of("SET search_path = missing, other, public"), Map.of());
        try (Source source = PostgreSqlDialect.INSTANCE.openSource(config, Listener.NONE)) {
            assertEquals("other", source.catalog().defaultSchema());
        }
    }
}
