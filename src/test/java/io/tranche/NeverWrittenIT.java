package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.TableSelection;
import io.tranche.config.Vendor;
import io.tranche.progress.Listener;
import io.tranche.report.SyncReport;
import io.tranche.run.DiffRun;
import io.tranche.run.DifferenceOutput;
import io.tranche.run.PlanRun;
import io.tranche.run.SchemaRequest;
import io.tranche.run.SchemaRun;
import io.tranche.run.SliceRequest;
import io.tranche.run.Surroundings;
import io.tranche.run.SyncRequest;
import io.tranche.run.SyncRun;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Servers;
import io.tranche.testing.SyncRequests;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the source's own log says that was asked of it, by users who may do no more than each way of reading needs. */
class NeverWrittenIT {
    /** A comment of the driver's may stand before. An empty statement asks whether a session is still there. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?is)\\s*|\\s*(/\\*.*?\\*/\\s*)?\\(*(SELECT|WITH|SHOW|EXPLAIN|BEGIN|START TRANSACTION|COMMIT|ROLLBACK|DO 0|KILL QUERY \\d+"
                    + "|SET (?!GLOBAL|@@GLOBAL|PERSIST)|FLUSH TABLES WITH READ LOCK|UNLOCK TABLES|LOCK TABLES [^;]+ READ"
                    + "|LOCK TABLE [^;]+ IN ACCESS SHARE MODE|COPY \\(SELECT)\\b.*");

    private static final Pattern HARMFUL = Pattern.compile(
            "(?i)\\b(INSERT\\s+INTO|DELETE\\s+FROM|UPDATE\\s+\\S+\\s+SET|INTO\\s+(OUTFILE|DUMPFILE)|FOR\\s+UPDATE|nextval|setval|pg_terminate|lo_import|COPY\\b.*\\bFROM STDIN)\\b");

    @TempDir
    Path folder;

    private SliceScene scene(TestServer server, String user) throws SQLException, IOException {
        SliceScene scene = new SliceScene(server, folder)
                .both(
                        "CREATE TABLE authors (id INT PRIMARY KEY, name VARCHAR(20))",
                        "CREATE TABLE notes (id INT PRIMARY KEY, author INT, text VARCHAR(20),"
                                + " FOREIGN KEY (author) REFERENCES authors (id))",
                        "CREATE TABLE codes (code VARCHAR(10) PRIMARY KEY)")
                .source(
                        "INSERT INTO authors VALUES (1, 'one'), (2, 'two'), (3, 'three')",
                        "INSERT INTO notes VALUES (1, 1, 'a'), (2, 2, 'b'), (3, NULL, 'c')",
                        "INSERT INTO codes VALUES ('x')")
                .rules(
                        """
                        default: upon_request
                        tables:
                          authors: {where: id = 3}
                          notes: {where: id > 0, limit: 2, order_by: id}
                          codes: {sample: 100%}
                        """);
        scene.config("connection:\n"
                + scene.connection("prod", SliceScene.SOURCE, scene.address(), user, "pw", "")
                + scene.connection("dev", SliceScene.TARGET, ""));
        return scene;
    }

    private void allVerbs(SliceScene scene) {
        assertEquals(
                2,
                scene.slice().tables().stream()
                        .filter(table -> table.selected() > 1 || table.pulled() > 1)
                        .count());
        assertFalse(scene.verify().hasFaults());
        Surroundings surroundings =
                new Surroundings(Map.of(), folder, Listener.NONE, (lines, question) -> Optional.empty());
        SliceRequest request = new SliceRequest(
                List.of("prod"),
                Optional.empty(),
                Optional.empty(),
                folder.resolve("schema.yml"),
                List.of(),
                Map.of(),
                OptionalInt.of(2),
                new SliceRequest.Flags(false, false, false, SliceRequest.Resume.NONE, true, false, false));
        assertFalse(new PlanRun(request, surroundings).run().isEmpty());
        compareAndRepair(surroundings);
        SchemaRequest schema = new SchemaRequest(
                List.of("prod"),
                Optional.empty(),
                Optional.of(folder.resolve("schema.sql")),
                Optional.empty(),
                TableSelection.ALL,
                Map.of(),
                OptionalInt.empty(),
                SchemaRequest.ForeignKeys.TAKEN,
                SchemaRequest.Existing.ASK,
                Set.of());
        assertEquals(3L, new SchemaRun(schema, surroundings).run().created().get("table"));
    }

    /** The slice is not the whole: there is something to be repaired. */
    private static void compareAndRepair(Surroundings surroundings) {
        SyncRequest request = SyncRequests.of(
                "prod",
                "dev",
                OptionalInt.empty(),
                Optional.empty(),
                SyncRequest.Signature.AUTO,
                SyncRequest.Flag.VERIFY);
        SyncReport found = new DiffRun(request, surroundings).run(DifferenceOutput.NONE);
        assertFalse(found.hasFailures(), found.toString());
        assertTrue(found.hasDifferences());
        SyncReport repaired = new SyncRun(request, surroundings).run();
        assertFalse(repaired.hasFailures(), repaired.toString());
        assertFalse(
                new DiffRun(request, surroundings).run(DifferenceOutput.NONE).hasDifferences());
    }

    private static void assertHarmless(List<String> statements) {
        assertTrue(statements.size() > 30, () -> "the log is not what it should be: " + statements);
        List<String> others = statements.stream()
                .filter(sql -> !HARMLESS.matcher(sql).matches()
                        || HARMFUL.matcher(withoutLiterals(sql)).find())
                .toList();
        assertEquals(List.of(), others);
    }

    private static String withoutLiterals(String sql) {
        return sql.replaceAll("'(?:[^'\\\\]|''|\\\\.)*'", "''");
    }

    private static List<String> logged(TestServer server, String user) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection connection = server.connection("mysql");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT CONVERT(argument USING utf8mb4) FROM general_log WHERE user_host LIKE '" + user
                                + "%' AND command_type NOT IN ('Connect', 'Quit', 'Close stmt', 'Init DB', 'Ping')")) {
            while (rows.next()) {
                statements.add(rows.getString(1));
            }
        }
        return statements;
    }

    private void assertNeverWritten(TestServer server, String user, String... grants) throws SQLException, IOException {
        SliceScene scene = scene(server, user);
        server.execute("", "DROP USER IF EXISTS " + user, "CREATE USER " + user + " IDENTIFIED BY 'pw'");
        server.execute("", grants);
        server.execute(
                "",
                "SET GLOBAL log_output = 'TABLE'",
                "TRUNCATE TABLE mysql.general_log",
                "SET GLOBAL general_log = ON");
        try {
            allVerbs(scene);
        } finally {
            server.execute("", "SET GLOBAL general_log = OFF", "SET GLOBAL log_output = 'FILE'");
        }
        List<String> statements = logged(server, user);
        assertHarmless(statements);
        boolean locks = statements.stream().anyMatch(sql -> sql.contains("FLUSH TABLES"));
        assertEquals(server.vendor() == Vendor.MYSQL, locks);
    }

    @OnEachServer
    void aUserWithSelectAloneReadsAndLeavesNoTrace(TestServer server) throws SQLException, IOException {
        assertNeverWritten(server, "only_selects", "GRANT SELECT ON " + SliceScene.SOURCE + ".* TO only_selects");
    }

    @OnEachServer
    void aUserWhoMayLockTheServerLeavesNoTraceEither(TestServer server) throws SQLException, IOException {
        assertNeverWritten(
                server,
                "may_reload",
                "GRANT SELECT ON " + SliceScene.SOURCE + ".* TO may_reload",
                "GRANT RELOAD, PROCESS ON *.* TO may_reload");
    }

    @Test
    void aRoleWithSelectAloneReadsAndLeavesNoTrace() throws SQLException, IOException {
        TestServer server = Servers.loggingPostgresql();
        server.execute("", "CREATE ROLE only_selects LOGIN PASSWORD 'pw'");
        SliceScene scene = scene(server, "only_selects");
        scene.source("GRANT SELECT ON authors, notes, codes TO only_selects");

        allVerbs(scene);

        String log = server.value("", "SELECT pg_read_file(pg_current_logfile())");
        List<String> statements = Pattern.compile(
                        "only_selects:LOG:  (?:statement|execute [^:]*): (.*?)(?=\\n[a-z_]*:[A-Z])", Pattern.DOTALL)
                .matcher(log)
                .results()
                .map(found -> found.group(1).strip())
                .toList();
        assertTrue(statements.stream().anyMatch(sql -> sql.startsWith("LOCK TABLE")), log);
        assertHarmless(statements);
    }
}
