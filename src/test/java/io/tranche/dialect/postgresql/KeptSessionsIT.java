package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Definer;
import io.tranche.dialect.Source;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.progress.Listener;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptSessionsIT {
    private static final String DATABASE = "kept_sessions";
    private final TestServer server = Servers.postgresql();

    @BeforeEach
    void fill() throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(
                DATABASE,
                "CREATE SCHEMA other",
                "CREATE TABLE other.t (id int PRIMARY KEY)",
                "CREATE TABLE t (id int PRIMARY KEY)");
    }

    @Test
    void asksOneQuestionAfterTheOtherOnOneSession() throws SQLException {
        try (Source source = open(List.of())) {
            source.catalog();
            source.indexes();
            source.position();
            source.definitions().foreignKeys(Set.of(), io.tranche.dialect.Definitions.Proof.CHECKED);
            assertEquals("1", sessions());
        }
        assertEquals("0", gone());
    }

    @Test
    void asksOnAnotherSessionWhereTheKeptOneWasCutOff() throws SQLException {
        try (Source source = open(List.of())) {
            source.catalog();
            cutOff();
            assertEquals(
                    Set.of(new TableName("public", "t"), new TableName("other", "t")),
                    source.catalog().tables().keySet());
        }
    }

    @Test
    void createsOnAnotherSessionWhereTheKeptOneWasCutOff() throws SQLException {
        try (Target target = PostgreSqlDialect.INSTANCE.openTarget(server.config(DATABASE), Listener.NONE)) {
            cutOff();
            try (Definer definer = target.definer()) {
                definer.run(List.of("CREATE TABLE public.made (id int)"));
            }
            assertEquals("0", server.value(DATABASE, "SELECT count(*) FROM made"));
        }
    }

    @Test
    void goesOnAfterAStatementThatWasRefused() {
        try (Target target = PostgreSqlDialect.INSTANCE.openTarget(server.config(DATABASE), Listener.NONE)) {
            try (Definer definer = target.definer()) {
                assertThrows(SqlFailure.class, () -> definer.run(List.of("CREATE TABLE public.t (id int)")));
                assertEquals(0, definer.runTogether(List.of(List.of("CREATE TABLE public.t (id int)"))));
            }
            assertEquals(2, target.catalog().tables().size());
        }
    }

    /** Names in definitions need no search path, but the catalog's default schema is that of the user's sessions. */
    @Test
    void knowsTheSchemaThatTheUsersSessionsLookInFirst() {
        try (Source source = open(List.of("SET search_path = other"))) {
            assertEquals("other", source.catalog().defaultSchema());
            assertEquals("other", source.catalog().defaultSchema());
        }
    }

    private Source open(List<String> start) {
        return PostgreSqlDialect.INSTANCE.openSource(
                Databases.with(server.config(DATABASE), start, java.util.Map.of()), Listener.NONE);
    }

    private String sessions() throws SQLException {
        return server.value(
                "",
                "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + DATABASE
                        + "' AND backend_type = 'client backend'");
    }

    /** A session that was closed ends a moment later. */
    private String gone() throws SQLException {
        String sessions = sessions();
        for (int tries = 0; tries < 100 && !sessions.equals("0"); tries++) {
            server.execute("", "SELECT pg_sleep(0.05)");
            sessions = sessions();
        }
        return sessions;
    }

    private void cutOff() throws SQLException {
        server.execute("", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + DATABASE + "'");
    }
}
