package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.Secret;
import io.tranche.config.Tls;
import io.tranche.testing.Relay;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On MySQL: the test's MariaDB offers no encryption. */
class NearnessIT {
    private static final String DATABASE = "it_nearness";

    private final TestServer server = Servers.mysql();
    private Address address;

    @BeforeEach
    void prepare() throws SQLException {
        server.createDatabase(DATABASE);
        address = server.config(DATABASE).addresses().get(0);
        try (java.sql.Connection plain = server.connection(DATABASE)) {
            String seen = Sessions.row(
                            plain.unwrap(JdbcConnection.class),
                            "SELECT HOST FROM information_schema.PROCESSLIST WHERE ID = CONNECTION_ID()")
                    .get(0);
            Assumptions.assumeTrue(seen.startsWith("127.0.0.1"), "the server is elsewhere, or behind something");
        }
    }

    @Test
    void leavesEncryptionOutWhereTheServerProvesToBeHere() throws SQLException {
        try (Opened opened = new Opened(config(address, Tls.Mode.PREFER))) {
            assertFalse(opened.first());
            assertFalse(opened.next());
            assertFalse(opened.next());
        }
    }

    @Test
    void encryptsWhereItWasAskedFor() throws SQLException {
        try (Opened opened = new Opened(config(address, Tls.Mode.REQUIRE))) {
            assertTrue(opened.first());
            assertTrue(opened.next());
        }
    }

    @Test
    void encryptsWhatGoesThroughATunnel() throws SQLException, IOException {
        try (Relay tunnel = Relay.to(address.port());
                Opened opened = new Opened(config(new Address("127.0.0.1", tunnel.port()), Tls.Mode.PREFER))) {
            assertTrue(opened.first());
            assertTrue(opened.next());
        }
    }

    @Test
    void encryptsForAnAccountThatInsists() throws SQLException {
        server.execute(
                DATABASE,
                "DROP USER IF EXISTS it_insists",
                "CREATE USER it_insists IDENTIFIED BY 'secret' REQUIRE SSL",
                "GRANT ALL ON " + DATABASE + ".* TO it_insists");
        ConnectionConfig insisting =
                config(address, Tls.Mode.PREFER).as(Optional.of("it_insists"), Optional.of(new Secret("secret")));
        try (Opened opened = new Opened(insisting)) {
            assertTrue(opened.first());
            assertTrue(opened.next());
            assertTrue(opened.next());
        }
    }

    private ConnectionConfig config(Address to, Tls.Mode mode) {
        ConnectionConfig plain = server.config(DATABASE);
        return new ConnectionConfig(
                plain.name(),
                plain.vendor(),
                List.of(to),
                Optional.empty(),
                plain.user(),
                plain.password(),
                DATABASE,
                new Tls(mode, Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(),
                false,
                Map.of());
    }

    /** A run's connections; each question opens one, and tells whether it is encrypted. */
    private static final class Opened implements AutoCloseable {
        private final Connections connections;
        private final List<JdbcConnection> open = new ArrayList<>();

        Opened(ConnectionConfig config) {
            connections = new Connections(config, DriverProperties.Use.SOURCE);
        }

        boolean first() throws SQLException {
            return encrypted(connections.openFirst());
        }

        boolean next() throws SQLException {
            return encrypted(connections.open());
        }

        private boolean encrypted(JdbcConnection connection) throws SQLException {
            open.add(connection);
            return Sessions.isEncrypted(connection);
        }

        @Override
        public void close() {
            open.forEach(Sessions::close);
        }
    }
}
