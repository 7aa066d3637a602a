package io.tranche.proof.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.report.SchemaReport;
import io.tranche.testing.Dump;
import io.tranche.testing.FeatureFile;
import io.tranche.testing.Program;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** {@code pg_dump --schema-only} sees no difference between a database and its clone. */
class PostgreSqlDumpIT {
    private static final Path SAMPLES = Path.of("..", "shared", "data");
    private static final String SOURCE = "dumped_source";
    private static final String CLONE = "dumped_clone";
    private static final String[] WITHOUT_RIGHTS = {"--no-owner", "--no-privileges"};

    private static final List<String> RIGHTS = List.of(
            "DROP OWNED BY tranche_bob, \"tranche Al\"",
            "ALTER TABLE app.one OWNER TO tranche_bob",
            "ALTER SCHEMA app OWNER TO tranche_bob",
            "ALTER FUNCTION app.twice(int) OWNER TO tranche_bob",
            "ALTER AGGREGATE app.top(float8 ORDER BY anyelement) OWNER TO tranche_bob",
            "ALTER TYPE app.mood OWNER TO tranche_bob",
            "ALTER TYPE app.pair OWNER TO tranche_bob",
            "ALTER DOMAIN app.small OWNER TO tranche_bob",
            "ALTER VIEW app.seen OWNER TO tranche_bob",
            "ALTER MATERIALIZED VIEW app.kept OWNER TO tranche_bob",
            "ALTER SEQUENCE app.numbers OWNER TO tranche_bob",
            "ALTER OPERATOR app.=== (app.pair, app.pair) OWNER TO tranche_bob",
            "ALTER OPERATOR CLASS app.reversed USING btree OWNER TO tranche_bob",
            "ALTER FOREIGN TABLE app.far OWNER TO tranche_bob",
            "ALTER STATISTICS app.both OWNER TO tranche_bob",
            "ALTER TEXT SEARCH DICTIONARY app.words OWNER TO tranche_bob",
            "ALTER COLLATION app.posix OWNER TO tranche_bob",
            "GRANT SELECT ON app.one TO PUBLIC",
            "GRANT SELECT, INSERT ON app.children TO \"tranche Al\"",
            "GRANT UPDATE ON app.children TO \"tranche Al\" WITH GRANT OPTION",
            "GRANT SELECT (id), UPDATE (id, up) ON app.children TO tranche_bob",
            "REVOKE ALL ON FUNCTION app.twice(numeric) FROM PUBLIC",
            "GRANT EXECUTE ON FUNCTION app.twice(numeric) TO tranche_bob",
            "GRANT EXECUTE ON FUNCTION app.total(int) TO tranche_bob",
            "GRANT USAGE ON SEQUENCE app.down TO tranche_bob",
            "GRANT ALL ON SCHEMA \"O dd\" TO tranche_bob",
            "REVOKE USAGE ON TYPE app.span FROM PUBLIC",
            "GRANT USAGE ON FOREIGN SERVER \"far away\" TO tranche_bob",
            "GRANT USAGE ON FOREIGN DATA WRAPPER wraps TO tranche_bob",
            "REVOKE ALL ON app.nothing FROM postgres",
            "REVOKE INSERT ON app.light FROM postgres",
            "ALTER DEFAULT PRIVILEGES FOR ROLE tranche_bob GRANT SELECT ON TABLES TO \"tranche Al\"",
            "ALTER DEFAULT PRIVILEGES FOR ROLE tranche_bob IN SCHEMA app GRANT EXECUTE ON FUNCTIONS TO \"tranche Al\"",
            "ALTER DEFAULT PRIVILEGES FOR ROLE tranche_bob REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
            "REVOKE ALL ON SCHEMA public FROM PUBLIC",
            "GRANT CREATE ON SCHEMA public TO tranche_bob");

    @Test
    void theCloneOfEveryFeatureDumpsAsItsSource() throws Exception {
        TestServer server = Servers.dumpedPostgresql();
        load(server);
        assertCloned(server);
    }

    @Test
    void theCloneOfEveryFeatureDumpsAsItsSourceOnTheOldestServer() throws Exception {
        TestServer server = Servers.oldPostgresql();
        load(server);
        assertCloned(server);
    }

    @Test
    void ownersAndGrantsDumpAsTheSourcesWhereTheyAreAskedFor() throws Exception {
        TestServer server = Servers.dumpedPostgresql();
        Optional<Dump> dump = Dump.of(server);
        load(server);
        for (String role : List.of("tranche_bob", "\"tranche Al\"")) {
            server.execute(
                    SOURCE, "DO $$ BEGIN CREATE ROLE " + role + "; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        }
        server.execute(SOURCE, RIGHTS.toArray(String[]::new));
        server.createDatabase(CLONE);

        assertClean(Cloning.of(server, SOURCE, CLONE).withForeignKeys().withRights());

        if (dump.isPresent()) {
            assertEquals(dump.get().print(SOURCE), dump.get().print(CLONE));
        }
    }

    @Test
    void theClonesOfSamplesDumpAsTheirSources() throws Exception {
        Optional<Program> client = Program.find("psql");
        if (!Files.isDirectory(SAMPLES) || client.isEmpty()) {
            System.err.println("\n##### SKIPPED: clones of sample databases, there is no " + SAMPLES + "\n");
            return;
        }
        TestServer server = Servers.dumpedPostgresql();
        for (String sample : List.of("chinook", "northwind", "employee_10pct", "pagila")) {
            server.createDatabase(SOURCE);
            try (InputStream script =
                    new GZIPInputStream(Files.newInputStream(SAMPLES.resolve(sample + ".postgres.sql.gz")))) {
                client.get().run(server, SOURCE, script, "--quiet", "--set=ON_ERROR_STOP=1", "--dbname");
            }
            assertCloned(server);
        }
    }

    @Test
    void aScriptOfEveryFeatureMakesADatabaseThatDumpsAsItsSource() throws Exception {
        TestServer server = Servers.dumpedPostgresql();
        Optional<Program> client = Program.find("psql");
        Optional<Dump> dump = Dump.of(server);
        if (client.isEmpty() || dump.isEmpty()) {
            return;
        }
        load(server);
        server.createDatabase(CLONE);
        Path file = Files.createTempFile("tranche-schema", ".sql");
        try {
            Cloning.intoFile(server, SOURCE, file).withForeignKeys().run();
            try (InputStream script = Files.newInputStream(file)) {
                client.get().run(server, CLONE, script, "--quiet", "--set=ON_ERROR_STOP=1", "--dbname");
            }
        } finally {
            Files.delete(file);
        }
        assertEquals(dump.get().print(SOURCE, WITHOUT_RIGHTS), dump.get().print(CLONE, WITHOUT_RIGHTS));
    }

    /** Once without foreign keys, once with them. */
    private static void assertCloned(TestServer server) throws SQLException, IOException, InterruptedException {
        Optional<Dump> dump = Dump.of(server);
        server.createDatabase(CLONE);
        assertClean(Cloning.of(server, SOURCE, CLONE));
        if (dump.isPresent()) {
            String source = dump.get().print(SOURCE, WITHOUT_RIGHTS);
            assertEquals(dump.get().withoutForeignKeys(source), dump.get().print(CLONE, WITHOUT_RIGHTS));
            server.createDatabase(CLONE);
            assertClean(Cloning.of(server, SOURCE, CLONE).withForeignKeys());
            assertEquals(source, dump.get().print(CLONE, WITHOUT_RIGHTS));
        }
        assertEquals(List.of(), Cloning.of(server, SOURCE, CLONE).differences().differences());
    }

    private static void assertClean(Cloning cloning) {
        SchemaReport report = cloning.run();
        assertEquals(List.of(), report.refused());
        assertEquals(List.of(), report.leftOut());
        assertEquals(List.of(), cloning.warnings());
    }

    private static void load(TestServer server) throws SQLException, IOException {
        server.createDatabase(SOURCE);
        int version = Integer.parseInt(server.value("", "SHOW server_version_num"));
        try (Connection connection = server.connection(SOURCE);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : FeatureFile.statements("features.postgresql.sql", version)) {
                statement.execute(sql);
            }
        }
    }
}
