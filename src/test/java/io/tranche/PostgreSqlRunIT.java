package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.SliceScene.Asked;
import io.tranche.error.Refusal;
import io.tranche.error.RunFailure;
import io.tranche.report.SliceReport;
import io.tranche.testing.EmbeddedRedis;
import io.tranche.testing.PostgreSqlPair;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs that only PostgreSQL asks for: its snapshots, its rights, its objects. */
class PostgreSqlRunIT {
    private static final String OWNER = "scene_owner";
    private static final String PASSWORD = "scene_secret";
    private static final String[] SHOP = {
        "CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20) CHECK (name <> 'forbidden'))",
        "CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT NOT NULL REFERENCES customers)",
    };
    private static final String RULES = "default: upon_request\ntables: {orders: {where: \"id < 100\"}}\n";

    @TempDir
    Path folder;

    private final TestServer server = Servers.postgresql();

    private SliceScene scene() throws SQLException, IOException {
        return new SliceScene(server, folder);
    }

    private SliceScene shop() throws SQLException, IOException {
        return scene().both(SHOP)
                .source(
                        "INSERT INTO customers VALUES (1, 'a'), (2, 'b')",
                        "INSERT INTO orders VALUES (10, 1), (200, 2)")
                .rules(RULES);
    }

    /** Step n of the writer adds pair 1000 + n and takes pair n away: what is there after it is known. */
    @Test
    void tenSlicesBesideAWriterHaveNoOrphanAndEqualTheSourceAtTheirMoment() throws Exception {
        SliceScene scene = scene().both(
                        "CREATE TABLE clock (step INT PRIMARY KEY)",
                        "CREATE TABLE parents (id INT PRIMARY KEY, note TEXT)",
                        "CREATE TABLE children (id INT PRIMARY KEY, parent_id INT NOT NULL REFERENCES parents)")
                .source(
                        "INSERT INTO clock VALUES (0)",
                        "INSERT INTO parents SELECT n, repeat('p', n % 50) FROM generate_series(1, 1000) n",
                        "INSERT INTO children SELECT n, n FROM generate_series(1, 1000) n")
                .rules("default: upon_request\nrules: {full: {where: 1 = 1}}\n"
                        + "tables: {children: {rule: full}, clock: {rule: full}}\n")
                .with(Asked.OVERWRITE);
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> write(stop));
        String last = "-1";
        try {
            for (int slice = 0; slice < 10; slice++) {
                SliceReport report = scene.slice();
                String step = scene.inTarget("SELECT step FROM clock");
                assertTrue(Integer.parseInt(step) > Integer.parseInt(last), "the writer stands still at " + step);
                assertFalse(report.hasOwnOrphans());
                for (String table : List.of("parents", "children")) {
                    assertEquals(
                            "1000 rows from 1 to 1000",
                            scene.inTarget("SELECT count(*) || ' rows from ' || min(id) - " + step
                                    + " || ' to ' || max(id) - " + step + " FROM " + table),
                            table + " at step " + step);
                }
                assertEquals(
                        "1000", scene.inTarget("SELECT count(*) FROM children c JOIN parents p ON p.id = c.parent_id"));
                assertEquals("1000", scene.inTarget("SELECT count(*) FROM parents WHERE note = repeat('p', id % 50)"));
                last = step;
            }
        } finally {
            stop.set(true);
        }
        assertTrue(writer.get() > 10);
    }

    private int write(AtomicBoolean stop) {
        int step = 0;
        try (Connection connection = server.connection(SliceScene.SOURCE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stop.get()) {
                step++;
                int added = 1000 + step;
                statement.execute("INSERT INTO parents VALUES (" + added + ", repeat('p', " + added + " % 50))");
                statement.execute("INSERT INTO children VALUES (" + added + ", " + added + ")");
                statement.execute("DELETE FROM children WHERE id = " + step);
                statement.execute("DELETE FROM parents WHERE id = " + step);
                statement.execute("UPDATE clock SET step = " + step);
                connection.commit();
            }
            return step;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row that lay in the chunk that failed lies, when the run goes on, where others had been read. */
    @Test
    void whatHasMovedBetweenStopAndContinueIsNotLost() throws Exception {
        SliceScene scene = scene().both("CREATE TABLE moving (id INT PRIMARY KEY, note TEXT)")
                .source(
                        "ALTER TABLE moving SET (autovacuum_enabled = false)",
                        "INSERT INTO moving SELECT n, repeat('m', 100) FROM generate_series(1, 20000) n",
                        "DELETE FROM moving WHERE id <= 2000",
                        "VACUUM ANALYZE moving",
                        // believed to be so many, the rows are read in several chunks
                        "UPDATE pg_class SET reltuples = 2000000 WHERE relname = 'moving'")
                .target("ALTER TABLE moving ADD CONSTRAINT not_yet CHECK (id < 18000)")
                .rules("tables: {moving: {where: 1 = 1}}\n");
        scene.config("max_workers: 1\nconnection:\n"
                + scene.connection("prod", SliceScene.SOURCE, "")
                + scene.connection("dev", SliceScene.TARGET, ""));
        assertThrows(RunFailure.class, scene::slice);
        assertTrue(Integer.parseInt(scene.inTarget("SELECT count(*) FROM tranche.unit")) > 0);
        scene.source("UPDATE moving SET note = 'moved' WHERE id > 19000")
                .target("ALTER TABLE moving DROP CONSTRAINT not_yet");
        assertNotEquals(
                "0",
                server.value(SliceScene.SOURCE, "SELECT count(*) FROM moving WHERE id > 19000 AND ctid < '(30,0)'"));
        SliceReport report = scene.with(Asked.CONTINUE).slice();
        assertEquals(
                "18000 1000",
                scene.inTarget("SELECT count(*) || ' ' || count(*) FILTER (WHERE note = 'moved') FROM moving"));
        assertEquals(18_000, report.tables().get(0).selected());
    }

    @Test
    void aReaderThatIsLostJoinsTheMomentAgain() throws Exception {
        SliceScene scene = scene().both(
                        "CREATE TABLE parents (id INT PRIMARY KEY, note TEXT)",
                        "CREATE TABLE children (id INT PRIMARY KEY, parent_id INT NOT NULL REFERENCES parents)")
                .source(
                        "INSERT INTO parents SELECT n, repeat('p', 200) FROM generate_series(1, 100000) n",
                        "INSERT INTO children SELECT n, n FROM generate_series(1, 100000) n",
                        "ANALYZE")
                .rules("default: upon_request\ntables: {children: {where: 1 = 1}}\n");
        CompletableFuture<SliceReport> run = CompletableFuture.supplyAsync(scene::slice);

        boolean readerLost = kill(SliceScene.SOURCE, "COPY (SELECT", run);
        server.execute(SliceScene.SOURCE, "INSERT INTO parents VALUES (0, '')", "INSERT INTO children VALUES (0, 0)");

        SliceReport report = run.get();
        assertTrue(readerLost, "the run was over before it could be disturbed");
        assertTrue(report.retries().connections() >= 1, report.toString());
        assertFalse(report.hasOwnOrphans());
        String sum = "SELECT count(*) || ' ' || sum(id) || ' ' || count(DISTINCT id) FROM ";
        assertEquals("100000 5000050000 100000", scene.inTarget(sum + "children"));
        assertEquals("100000 5000050000 100000", scene.inTarget(sum + "parents"));
    }

    /** Ends a session that is at such a statement; false if the run ended before there was one. */
    private boolean kill(String database, String statement, CompletableFuture<?> run) throws SQLException {
        String kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database
                + "' AND state = 'active' AND query LIKE '%" + statement + "%' AND pid <> pg_backend_pid() LIMIT 1";
        try (Connection connection = server.connection("");
                Statement killer = connection.createStatement()) {
            while (!run.isDone()) {
                try (var killed = killer.executeQuery(kill)) {
                    if (killed.next() && killed.getBoolean(1)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private SliceScene ownersShop() throws SQLException, IOException {
        SliceScene scene = scene();
        server.execute(
                "",
                "DO $$ BEGIN CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + PASSWORD
                        + "'; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT CREATE ON DATABASE " + SliceScene.TARGET + " TO " + OWNER);
        scene.source(SHOP)
                .source(
                        "INSERT INTO customers VALUES (1, 'a'), (2, 'b')",
                        "INSERT INTO orders VALUES (10, 1), (200, 2)");
        scene.target("GRANT CREATE, USAGE ON SCHEMA public TO " + OWNER, "SET ROLE " + OWNER, SHOP[0], SHOP[1]);
        asOwner(
                scene,
                "CREATE TABLE fired (what TEXT)",
                "CREATE TABLE outside (id INT PRIMARY KEY, customer_id INT REFERENCES customers)",
                "CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN INSERT INTO public.fired VALUES (TG_NAME); RETURN NEW; END'",
                "CREATE TRIGGER ordinary BEFORE INSERT ON orders FOR EACH ROW EXECUTE PROCEDURE fire()",
                "CREATE TRIGGER eternal AFTER INSERT ON orders FOR EACH ROW EXECUTE PROCEDURE fire()",
                "ALTER TABLE orders ENABLE ALWAYS TRIGGER eternal",
                "CREATE MATERIALIZED VIEW summary AS SELECT count(*) AS n FROM orders",
                "CREATE MATERIALIZED VIEW twice AS SELECT n * 2 AS n FROM summary");
        scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "")
                + scene.connection("dev", SliceScene.TARGET, scene.address(), OWNER, PASSWORD, ""));
        return scene.rules(RULES);
    }

    private static void asOwner(SliceScene scene, String... statements) throws SQLException {
        String[] all = new String[statements.length + 1];
        all[0] = "SET ROLE " + OWNER;
        System.arraycopy(statements, 0, all, 1, statements.length);
        scene.target(all);
    }

    private static Map<String, String> definitions(SliceScene scene) throws SQLException {
        return DatabaseState.definitions(scene.server(), SliceScene.TARGET);
    }

    private static void assertSliced(SliceScene scene) throws SQLException {
        assertEquals("10", scene.inTarget("SELECT string_agg(id::text, ',') FROM orders"));
        assertEquals("1", scene.inTarget("SELECT string_agg(id::text, ',') FROM customers"));
        assertEquals("0", scene.inTarget("SELECT count(*) FROM fired"));
        assertEquals("1", scene.inTarget("SELECT n FROM summary"));
        assertEquals("2", scene.inTarget("SELECT n FROM twice"));
    }

    @Test
    void anOrdinaryOwnersTriggersAndForeignKeysAreTakenAwayAndPutBack() throws Exception {
        SliceScene scene = ownersShop();
        Map<String, String> before = definitions(scene);

        scene.slice();

        assertSliced(scene);
        assertEquals(before, definitions(scene));
        assertEquals(
                List.of(
                        "The target's user may not set session_replication_role: for the load, 4 triggers and foreign keys"
                                + " are switched off or dropped, and put back after it."),
                scene.notices("session_replication_role"));
        SQLException refused =
                assertThrows(SQLException.class, () -> scene.target("INSERT INTO orders VALUES (1, 99)"));
        assertTrue(refused.getMessage().contains("foreign key"), refused.getMessage());
    }

    @Test
    void anAdministratorsTriggersAndForeignKeysKeepStill() throws Exception {
        SliceScene scene = ownersShop();
        scene.config("connection:\n" + scene.connection("prod", SliceScene.SOURCE, "")
                + scene.connection("dev", SliceScene.TARGET, ""));
        Map<String, String> before = definitions(scene);

        scene.slice();

        assertSliced(scene);
        assertEquals(before, definitions(scene));
        assertEquals(
                List.of("Triggers and foreign keys of the target keep still by session_replication_role = replica;"
                        + " 1 triggers that fire even so are switched off meanwhile."),
                scene.notices("session_replication_role"));
    }

    @Test
    void aForeignKeyThatTheSourcesOrphansBreakIsPutBackUnproven() throws Exception {
        SliceScene scene = ownersShop();
        scene.source("SET session_replication_role = replica", "INSERT INTO orders VALUES (11, 77)");

        SliceReport report = scene.slice();

        assertFalse(report.hasOwnOrphans());
        assertEquals("10,11", scene.inTarget("SELECT string_agg(id::text, ',' ORDER BY id) FROM orders"));
        assertEquals(
                "false true",
                scene.inTarget("SELECT string_agg(convalidated::text, ' ' ORDER BY conname) FROM pg_constraint"
                        + " WHERE conname IN ('orders_customer_id_fkey', 'outside_customer_id_fkey')"));
        assertEquals(
                1,
                scene.notices("orders_customer_id_fkey of public.orders does not hold for all rows")
                        .size());
    }

    /** A run that goes on finds tables that it made itself, and that somebody may have altered since. */
    @Test
    void rowsAreWrittenAsTheTargetsColumnsTakeThemWhenARunGoesOn() throws Exception {
        SliceScene scene = scene();
        scene.source(
                        "CREATE TABLE refused (id INT PRIMARY KEY, v INT)",
                        "INSERT INTO refused SELECT n, n FROM generate_series(1, 1000) n",
                        "ALTER TABLE refused ADD CONSTRAINT few CHECK (v < 1000) NOT VALID",
                        "CREATE TABLE later (id INT PRIMARY KEY, n BIGINT)",
                        "INSERT INTO later VALUES (1, 1), (2, 2)",
                        "ANALYZE")
                .rules("rules: {full: {where: 1 = 1}}\ntables: {refused: {rule: full}, later: {rule: full}}\n")
                .config("max_workers: 1\nconnection:\n"
                        + scene.connection("prod", SliceScene.SOURCE, "")
                        + scene.connection("dev", SliceScene.TARGET, ""))
                .with(Asked.COPY_SCHEMA);
        assertThrows(RunFailure.class, scene::slice);
        scene.target(
                "ALTER TABLE refused DROP CONSTRAINT few",
                "TRUNCATE later",
                "ALTER TABLE later ALTER n TYPE float8",
                "DELETE FROM tranche.unit");

        scene.with(Asked.COPY_SCHEMA_AND_CONTINUE).slice();

        assertEquals("1, 2", scene.inTarget("SELECT string_agg(n::text, ', ' ORDER BY id) FROM later"));
        assertEquals("1000", scene.inTarget("SELECT count(*) FROM refused"));
    }

    @Test
    void aRefusedRowIsNamedWithTableKeyAndReason() throws Exception {
        SliceScene scene = shop();
        scene.source(
                "ALTER TABLE customers DROP CONSTRAINT customers_name_check",
                "INSERT INTO customers VALUES (7, 'forbidden')",
                "INSERT INTO orders SELECT n, 1 FROM generate_series(11, 50) n",
                "INSERT INTO orders VALUES (60, 7)");

        RunFailure failure = assertThrows(RunFailure.class, scene::slice);

        String message = failure.getMessage();
        for (String part : List.of("customers", "id = 7", "customers_name_check")) {
            assertTrue(message.contains(part), message);
        }
        assertFalse(message.contains("forbidden"), message);
    }

    @Test
    void rowsThatRowLevelSecurityHidesStopTheRunBeforeItWrites() throws Exception {
        SliceScene scene = shop();
        scene.source(
                "DO $$ BEGIN CREATE ROLE scene_reader LOGIN PASSWORD 'pw'; EXCEPTION WHEN duplicate_object THEN NULL;"
                        + " END $$",
                "GRANT SELECT ON customers, orders TO scene_reader",
                "ALTER TABLE customers ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY hiding ON customers USING (id = 2)");
        scene.config("connection:\n"
                + scene.connection("prod", SliceScene.SOURCE, scene.address(), "scene_reader", "pw", "")
                + scene.connection("dev", SliceScene.TARGET, ""));

        Refusal refusal = scene.refused();

        assertTrue(refusal.getMessage().contains("row-level security hides rows of customers"), refusal.getMessage());

        // an owner is subject to it only where that is forced
        scene.source("ALTER TABLE customers OWNER TO scene_reader", "ALTER TABLE customers FORCE ROW LEVEL SECURITY");
        assertTrue(scene.refused().getMessage().contains("row-level security hides rows of customers"));
        scene.source("ALTER TABLE customers NO FORCE ROW LEVEL SECURITY");
        scene.slice();
        assertEquals("1", scene.inTarget("SELECT string_agg(id::text, ',') FROM customers"));
    }

    @Test
    void foreignTablesMaterialisedViewsAndLargeObjectsAreSaid() throws Exception {
        SliceScene scene = shop();
        scene.source(
                "CREATE FOREIGN DATA WRAPPER nowhere",
                "CREATE SERVER elsewhere FOREIGN DATA WRAPPER nowhere",
                "CREATE FOREIGN TABLE remote (id INT) SERVER elsewhere",
                "CREATE MATERIALIZED VIEW summary AS SELECT count(*) FROM orders",
                "ALTER TABLE customers ADD picture OID",
                "UPDATE customers SET picture = lo_from_bytea(0, 'x')");
        scene.target("ALTER TABLE customers ADD picture OID");

        try (Connection other = server.connection(SliceScene.SOURCE);
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE orders (id INT)"); // somebody's own, of no concern to anyone else
            scene.slice();
        }

        assertEquals("10", scene.inTarget("SELECT string_agg(id::text, ',') FROM orders"));
        assertEquals(
                1, scene.notices("foreign table public.remote is not sliced").size());
        assertEquals(
                1,
                scene.notices("materialised view public.summary is not sliced").size());
        assertEquals(1, scene.notices("Large objects are not copied").size());
    }

    @Test
    void keysInRedisGiveTheSameSlice() throws Exception {
        SliceScene scene = shop();
        scene.slice();
        Map<String, String> expected = scene.state(SliceScene.TARGET);
        try (EmbeddedRedis redis = EmbeddedRedis.start()) {
            scene.config("redis: {host: 127.0.0.1, port: " + redis.port() + "}\nconnection:\n"
                            + scene.connection("prod", SliceScene.SOURCE, "")
                            + scene.connection("dev", SliceScene.TARGET, ""))
                    .with(Asked.OVERWRITE);
            scene.slice();
        }
        assertEquals(expected, scene.state(SliceScene.TARGET));
    }

    @Test
    void aReadOnlyReplicaIsASource() throws Exception {
        Servers.postgresql(); // skips where there is none
        try (PostgreSqlPair pair = PostgreSqlPair.start()) {
            SliceScene scene = new SliceScene(pair.primary(), folder)
                    .both(SHOP)
                    .source("INSERT INTO customers SELECT n, 'x' FROM generate_series(1, 3000) n")
                    .source("INSERT INTO orders SELECT n, n * 2 FROM generate_series(1, 1500) n")
                    .rules("default: upon_request\ntables: {orders: {where: \"id > 100\"}}\n");
            pair.catchUp();
            scene.config("connection:\n"
                    + scene.connection(
                            "prod",
                            SliceScene.SOURCE,
                            pair.standby().config("").addresses().get(0),
                            "postgres",
                            "",
                            "")
                    + scene.connection("dev", SliceScene.TARGET, ""));

            SliceReport report = scene.slice();

            assertEquals("one exported snapshot, shared by 2 readers, on a standby", report.snapshot());
            assertEquals("1400", scene.inTarget("SELECT count(*) FROM orders"));
            assertEquals("1400", scene.inTarget("SELECT count(*) FROM customers"));
            assertFalse(report.hasOwnOrphans());
            scene.into("prod");
            assertTrue(scene.refused().getMessage().contains("prod"), "a standby of the source is no target");
        }
    }

    /** Rules name tables of the first schema of the search path without it. */
    @Test
    void theSearchPathSaysWhichSchemaNeedsNoName() throws Exception {
        SliceScene scene = scene().both(
                        "CREATE SCHEMA app",
                        "CREATE TABLE app.items (id INT PRIMARY KEY)",
                        "CREATE TABLE public.items (id INT PRIMARY KEY)")
                .source("INSERT INTO app.items VALUES (1), (2)", "INSERT INTO public.items VALUES (1), (3)")
                .rules("default: upon_request\ntables: {items: {where: \"id IN (SELECT max(id) FROM items)\"}}\n");
        String url = server.url(SliceScene.SOURCE);
        scene.config("connection:\n    prod: {url: \"" + url + (url.contains("?") ? "&" : "?") + "search_path=app\"}\n"
                + scene.connection("dev", SliceScene.TARGET, ""));

        SliceReport report = scene.slice();

        assertEquals("2", scene.inTarget("SELECT string_agg(id::text, ',') FROM app.items"));
        assertEquals("0", scene.inTarget("SELECT count(*) FROM public.items"));
        assertEquals(
                List.of("items"),
                report.tables().stream().map(SliceReport.TableLine::table).toList());
    }
}
