package io.tranche.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import java.sql.SQLException;

class ServersIT {
    @OnEachServer
    void givesEmptyDatabasesOnAServerOfEachVendor(TestServer server) throws SQLException {
        server.createDatabase("harness");
        server.execute("harness", "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        assertEquals("1", server.value("harness", "SELECT COUNT(*) FROM t"));

        server.createDatabase("harness");

        assertEquals(
                "0",
                server.value(
                        "harness",
                        "SELECT COUNT(*) FROM information_schema.tables" + " WHERE table_schema = 'harness'"));
        assertEquals(
                server.vendor() == Vendor.MARIADB,
                server.value("", "SELECT version()").contains("MariaDB"));
    }

    @OnEachServer
    void allowsWhatTheFastPathsNeed(TestServer server) throws SQLException {
        assertEquals("1", server.value("", "SELECT @@local_infile"));
        assertEquals("1", server.value("", "SELECT @@log_bin"));
        assertTrue(Long.parseLong(server.value("", "SELECT @@max_allowed_packet")) >= 64 << 20);
    }
}
