package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.CloneScope.Events;
import io.tranche.dialect.CloneScope.Indexes;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions.Proof;
import io.tranche.error.RunFailure;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.schema.SchemaCopier;
import io.tranche.testing.Dump;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;

class SchemaCopyIT {
    private static final Path SAMPLES = Path.of("..", "shared", "data");
    private static final String SOURCE = "schema_source";
    private static final String CLONE = "schema_clone";
    private static final Predicate<TableName> ALL = table -> true;

    private final List<Definers> opened = new ArrayList<>();
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void closeDefiners() {
        opened.forEach(Definers::close);
    }

    @OnEachServer
    void theCloneOfEveryFeatureDumpsAsItsSource(TestServer server) throws Exception {
        server.createDatabase(SOURCE);
        server.execute(SOURCE, "ALTER DATABASE COLLATE = latin1_german1_ci");
        Features.load(server, SOURCE);

        assertCloned(server, SOURCE, Indexes.AFTER_ROWS);
        assertCloned(server, SOURCE, Indexes.WITH_TABLE);
        assertEquals(List.of(), notices);
    }

    @OnEachServer
    void theClonesOfSamplesDumpAsTheirSources(TestServer server) throws Exception {
        if (!Files.isDirectory(SAMPLES)) {
            System.err.println("\n##### SKIPPED: clones of sample databases, there is no " + SAMPLES + "\n");
            return;
        }
        for (String sample : List.of("chinook", "northwind", "employee_10pct", "sakila")) {
            loadStructure(server, sample);
            assertCloned(server, sample.equals("sakila") ? "sakila" : SOURCE, Indexes.AFTER_ROWS);
        }
    }

    @OnEachServer
    void aCloneUnderAnotherNameDoesNotLeadBack(TestServer server) throws SQLException {
        server.createDatabase(SOURCE);
        server.createDatabase(CLONE);
        server.execute(
                SOURCE,
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "CREATE TABLE log (id INT)",
                "CREATE FUNCTION f() RETURNS INT READS SQL DATA RETURN (SELECT COUNT(*) FROM " + SOURCE + ".log)",
                "CREATE VIEW v AS SELECT f() AS n, schema_source.t.id FROM t",
                "CREATE TRIGGER " + SOURCE + ".g AFTER INSERT ON `" + SOURCE + "`.t FOR EACH ROW INSERT INTO " + SOURCE
                        + ".log VALUES (NEW.id)");

        List<String> definitionNotices = clone(server, SOURCE, Indexes.AFTER_ROWS, Optional.empty());
        server.execute(CLONE, "INSERT INTO t VALUES (7)");

        assertEquals("0", server.value(SOURCE, "SELECT COUNT(*) FROM log"));
        assertEquals("1", server.value(CLONE, "SELECT COUNT(*) FROM log"));
        assertEquals("1", server.value(CLONE, "SELECT n FROM v"));
        assertEquals(2, definitionNotices.size(), definitionNotices::toString);
    }

    @OnEachServer
    void whatCannotBeCreatedIsListedWithItsStatementAndTheRestGoesOn(TestServer server) throws SQLException {
        server.createDatabase(SOURCE);
        server.createDatabase(CLONE);
        server.execute(
                SOURCE,
                "CREATE TABLE taken (id INT PRIMARY KEY, x INT, KEY (x))",
                "CREATE TABLE free (id INT PRIMARY KEY)",
                "CREATE VIEW fails AS SELECT x FROM taken",
                "CREATE VIEW works AS SELECT id FROM free");
        server.execute(CLONE, "CREATE TABLE taken (id INT)");

        SchemaCopier copier = copier(server, 1);
        List<Definition> definitions = definitions(server, SOURCE).all(scope(ALL, Indexes.AFTER_ROWS));
        copier.createTables(definitions);
        copier.finish(definitions);

        RunFailure failure = assertThrows(RunFailure.class, copier::failIfRefused);
        assertTrue(failure.getMessage().startsWith("2 objects"), failure.getMessage());
        assertTrue(failure.getMessage().contains("view fails"), failure.getMessage());
        assertEquals(2, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).startsWith("taken: "), warnings::toString);
        assertTrue(warnings.get(0).contains("\nCREATE TABLE `taken` ("), warnings::toString);
        assertEquals("0", server.value(CLONE, "SELECT COUNT(*) FROM works"));
    }

    @OnEachServer
    void dropsOnlyWhatTheSourceHas(TestServer server) throws SQLException {
        server.createDatabase(SOURCE);
        server.createDatabase(CLONE);
        server.execute(
                SOURCE,
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE c (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES p (id))",
                "CREATE VIEW v AS SELECT id FROM p",
                "CREATE PROCEDURE r() SELECT 1");
        clone(server, SOURCE, Indexes.AFTER_ROWS, Optional.of(Proof.CHECKED));
        server.execute(CLONE, "CREATE TABLE mine (id INT)");

        SchemaCopier copier = copier(server, 1);
        copier.drop(definitions(server, SOURCE).all(scope(ALL, Indexes.AFTER_ROWS)));
        copier.failIfRefused();

        assertEquals(
                "mine",
                server.value(
                        CLONE,
                        "SELECT GROUP_CONCAT(table_name) FROM information_schema.tables WHERE table_schema = '" + CLONE
                                + "'"));
    }

    @OnEachServer
    void viewsThatTheSourceCannotRunAndThoseOfUnwantedTablesAreNotices(TestServer server) throws SQLException {
        server.createDatabase(SOURCE);
        server.createDatabase(CLONE);
        server.execute(
                SOURCE,
                "CREATE TABLE gone (id INT)",
                "CREATE TABLE unwanted (id INT PRIMARY KEY)",
                "CREATE TABLE wanted (id INT PRIMARY KEY)",
                "CREATE VIEW broken AS SELECT id FROM gone",
                "CREATE VIEW over_unwanted AS SELECT w.id FROM wanted w JOIN unwanted u ON u.id = w.id",
                "CREATE VIEW over_view AS SELECT id FROM over_unwanted",
                "CREATE VIEW fine AS SELECT id FROM wanted",
                "CREATE TRIGGER tr BEFORE INSERT ON unwanted FOR EACH ROW SET @x = 1",
                "DROP TABLE gone");

        MySqlDefinitions definitions = definitions(server, SOURCE);
        List<Definition> wanted = definitions.all(scope(table -> !table.name().equals("unwanted"), Indexes.AFTER_ROWS));

        assertEquals(
                List.of("wanted", "view fine"),
                wanted.stream().map(Definition::name).skip(1).toList());
        assertEquals(3, definitions.notices().size(), definitions.notices()::toString);
        assertTrue(
                definitions.notices().stream().anyMatch(notice -> notice.contains("broken is left out: the source")));
    }

    @OnEachServer
    void eventsOfADevelopmentCopyDoNotRun(TestServer server) throws SQLException {
        server.createDatabase(SOURCE);
        server.createDatabase(CLONE);
        server.execute(
                SOURCE, "CREATE EVENT purging ON SCHEDULE EVERY 1 DAY ENABLE DO SELECT 'ON COMPLETION x ENABLE'");

        SchemaCopier copier = copier(server, 1);
        copier.finish(definitions(server, SOURCE).all(new CloneScope(ALL, CLONE, Indexes.AFTER_ROWS, Events.DISABLED)));
        copier.failIfRefused();

        String state = "SELECT status FROM information_schema.events WHERE event_schema = DATABASE()";
        assertEquals("ENABLED", server.value(SOURCE, state));
        assertEquals("DISABLED", server.value(CLONE, state));
    }

    @OnEachServer
    void aCheckedForeignKeyIsRefusedWhereARowBreaksIt(TestServer server) throws SQLException {
        server.createDatabase(SOURCE);
        server.createDatabase(CLONE);
        server.execute(
                SOURCE,
                "CREATE TABLE p (id INT PRIMARY KEY)",
                "CREATE TABLE c (id INT PRIMARY KEY, p INT, CONSTRAINT broken FOREIGN KEY (p) REFERENCES p (id))");
        clone(server, SOURCE, Indexes.AFTER_ROWS, Optional.empty());
        server.execute(CLONE, "INSERT INTO c VALUES (1, 2)");

        SchemaCopier copier = copier(server, 1);
        copier.finish(
                definitions(server, SOURCE).foreignKeys(List.of(TableName.of("p"), TableName.of("c")), Proof.CHECKED));

        assertEquals(1, copier.refused().size());
        assertEquals("broken of c", copier.refused().get(0).definition().name());
    }

    private void assertCloned(TestServer server, String source, Indexes indexes)
            throws SQLException, IOException, InterruptedException {
        server.createDatabase(CLONE);
        List<String> definitionNotices = clone(server, source, indexes, Optional.empty());
        assertEquals(List.of(), definitionNotices);
        assertEquals("", Fingerprint.difference(Fingerprint.of(server, source), Fingerprint.of(server, CLONE)));
        Optional<Dump> dump = Dump.of(server);
        if (dump.isEmpty()) {
            return;
        }
        String printed = dump.get().print(source);
        assertEquals(dump.get().withoutForeignKeys(printed), dump.get().print(CLONE));

        SchemaCopier copier = copier(server, 1);
        copier.finish(definitions(server, source).foreignKeys(tables(server, source), Proof.TRUSTED));
        copier.failIfRefused();
        assertEquals(printed, dump.get().print(CLONE));
    }

    private List<String> clone(TestServer server, String source, Indexes indexes, Optional<Proof> foreignKeys)
            throws SQLException {
        SchemaCopier copier = copier(server, 2);
        MySqlDefinitions definitions = definitions(server, source);
        List<Definition> all = definitions.all(scope(ALL, indexes));
        copier.createTables(all);
        copier.finish(all);
        if (foreignKeys.isPresent()) {
            copier.finish(definitions.foreignKeys(tables(server, source), foreignKeys.get()));
        }
        copier.failIfRefused();
        return definitions.notices();
    }

    private static Set<TableName> tables(TestServer server, String source) throws SQLException {
        try (var connection = server.connection(source)) {
            return MySqlCatalogReader.read(connection).tables().keySet();
        }
    }

    private static CloneScope scope(Predicate<TableName> tables, Indexes indexes) {
        return new CloneScope(tables, CLONE, indexes, Events.AS_IN_SOURCE);
    }

    private static MySqlDefinitions definitions(TestServer server, String database) {
        return new MySqlDefinitions(() -> server.connection(database));
    }

    private static ServerFacts facts(TestServer server) throws SQLException {
        try (var connection = server.connection("")) {
            return ServerFacts.of(connection);
        }
    }

    private SchemaCopier copier(TestServer server, int workers) throws SQLException {
        Listener listener = event -> {
            if (event instanceof Event.Notice notice) {
                notices.add(notice.text());
            } else if (event instanceof Event.Warning warning) {
                warnings.add(warning.text());
            }
        };
        Definers definers = new Definers(() -> clientOfBytes(server), facts(server));
        opened.add(definers);
        return new SchemaCopier(definers::open, listener, workers);
    }

    /** Opened as connections that load rows are: the definer must not depend on what a connection calls its encoding. */
    private static Connection clientOfBytes(TestServer server) throws SQLException {
        return DriverManager.getConnection(server.url(CLONE) + "&characterEncoding=ISO-8859-1");
    }

    /** Only what a dump's statements create: rows are not needed, and slow. */
    private static void loadStructure(TestServer server, String sample) throws IOException, SQLException {
        server.createDatabase(sample.equals("sakila") ? "sakila" : SOURCE);
        Path file = SAMPLES.resolve(sample + ".mysql.sql.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
                var connection = server.connection(sample.equals("sakila") ? "sakila" : SOURCE);
                var statement = connection.createStatement()) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            statement.setEscapeProcessing(false);
            statement.execute("SET SESSION foreign_key_checks = 0, sql_mode = ''");
            for (String sql : SqlScript.statements(script).stream()
                    .filter(text -> text.matches("(?is)(CREATE|ALTER)\\b.*"))
                    .collect(Collectors.toList())) {
                if (!sql.matches("(?is)CREATE (SCHEMA|DATABASE)\\b.*")) {
                    statement.execute(sql);
                }
            }
        }
    }
}
