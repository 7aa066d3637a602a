package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Table;
import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.error.Refusal;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ConnectionsIT {
    private final TestServer server = Servers.postgresql();

    @Test
    void copiesThroughAUnixSocket() throws SQLException {
        Path folder =
                Path.of(server.value("", "SELECT split_part(current_setting('unix_socket_directories'), ',', 1)"));
        String port = server.value("", "SHOW port");
        Assumptions.assumeTrue(
                Files.exists(folder.resolve(".s.PGSQL." + port)), "the server's socket is on another machine");
        server.createDatabase("socket_source");
        server.createDatabase("socket_target");
        server.execute(
                "socket_source",
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "INSERT INTO t SELECT i, repeat('x', i % 2000) FROM generate_series(1, 20000) i");
        server.execute("socket_target", "CREATE TABLE t (id int PRIMARY KEY, v text)");
        try (Source source =
                        PostgreSqlDialect.INSTANCE.openSource(through(folder, port, "socket_source"), Listener.NONE);
                Target target =
                        PostgreSqlDialect.INSTANCE.openTarget(through(folder, port, "socket_target"), Listener.NONE)) {
            Table table = Databases.table(source.catalog(), "t");
            assertEquals(20000, Databases.copy(source, target, table));
        }
        String sum = "SELECT count(*) || ' ' || sum(length(v)) || ' ' || sum(id) FROM t";
        assertEquals(server.value("socket_source", sum), server.value("socket_target", sum));
    }

    private ConnectionConfig through(Path folder, String port, String database) {
        ConnectionConfig config = server.config(database);
        return new ConnectionConfig(
                config.name(),
                config.vendor(),
                List.of(),
                Optional.of(folder.resolve(".s.PGSQL." + port)),
                config.user(),
                config.password(),
                database,
                io.tranche.config.Tls.PREFERRED,
                List.of(),
                false,
                Map.of());
    }

    @Test
    void saysWhichSocketIsNotThere() {
        var failure = assertThrows(
                RunFailure.class,
                () -> PostgreSqlDialect.INSTANCE.openSource(
                        through(Path.of("/nowhere"), "1", "postgres"), Listener.NONE));
        assertTrue(failure.getMessage().startsWith("Cannot connect to postgresql/postgres: "), failure.getMessage());
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswerInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ConnectionConfig known = server.config("postgres");
            ConnectionConfig config = new ConnectionConfig(
                    known.name(),
                    known.vendor(),
                    List.of(new Address("127.0.0.1", silent.getLocalPort())),
                    Optional.empty(),
                    known.user(),
                    known.password(),
                    known.database(),
                    known.tls(),
                    List.of(),
                    false,
                    Map.of("connect_timeout", "1"));
            RunFailure failure = assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertThrows(
                            RunFailure.class, () -> PostgreSqlDialect.INSTANCE.openSource(config, Listener.NONE)));
            assertTrue(
                    failure.getMessage().startsWith("Cannot connect to postgresql/postgres: "), failure.getMessage());
        }
    }

    @Test
    void takesLibpqsParametersAndRefusesUnknownOnes() {
        Map<String, String> known = Map.of(
                "connect_timeout", "10", "sslmode", "disable", "application_name", "x", "target_session_attrs", "any");
        try (Source source = PostgreSqlDialect.INSTANCE.openSource(
                Databases.with(server.config("postgres"), List.of(), known), Listener.NONE)) {
            assertTrue(source.version().startsWith("PostgreSQL "));
        }
        var refusal = assertThrows(
                Refusal.class,
                () -> PostgreSqlDialect.INSTANCE.openSource(
                        Databases.with(server.config("postgres"), List.of(), Map.of("sslmod", "require")),
                        Listener.NONE));
        assertEquals(
                "connection postgresql/postgres: PostgreSQL's driver knows no parameter \"sslmod\"."
                        + " Leave it out, or set it by a statement under start:.",
                refusal.getMessage());
    }
}
