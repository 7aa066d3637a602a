package io.tranche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Address;
import io.tranche.config.Vendor;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Relay;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/** How a connection is logged in to, and what is said of it. */
class LoginIT {
    private static final String DATABASE = "it_login";
    private static final String PASSWORD = "s3cret-Typed";

    @TempDir
    Path folder;

    private FakeTerminal plan(FakeTerminal terminal, TestServer server, Address address, int exitCode)
            throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.yml"),
                """
                connection:
                  prod: {type: %s, host: %s, port: %d, user: asked_user, database: %s}
                """
                        .formatted(
                                server.vendor().name().toLowerCase(java.util.Locale.ROOT),
                                address.host(),
                                address.port(),
                                DATABASE));
        Path rules = Files.writeString(
                folder.resolve("schema.yml"), "default: upon_request\ntables: {t: {where: id > 0}}\n");
        int code = new Tranche(terminal, Runs.REAL)
                .run("plan", "-r", "prod", "--config", config.toString(), "--schema-file", rules.toString(), "-v");
        assertEquals(exitCode, code, terminal.outText() + terminal.errText());
        return terminal;
    }

    private static void user(TestServer server, String password) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(DATABASE, "CREATE TABLE t (id INT PRIMARY KEY)");
        if (server.vendor() == Vendor.POSTGRESQL) {
            server.execute(
                    DATABASE,
                    "DROP ROLE IF EXISTS asked_user",
                    "CREATE ROLE asked_user LOGIN",
                    "GRANT SELECT ON t TO asked_user");
            return;
        }
        server.execute(
                "",
                "DROP USER IF EXISTS asked_user",
                "CREATE USER asked_user IDENTIFIED BY '" + password + "'",
                "GRANT SELECT ON " + DATABASE + ".* TO asked_user");
    }

    @OnEachServer
    void aPasswordThatIsMissingIsAskedForOnATerminal(TestServer server) throws Exception {
        user(server, PASSWORD);
        Address address = server.config("").addresses().get(0);

        FakeTerminal typed = plan(FakeTerminal.typing(PASSWORD + "\n", Map.of("TERM", "dumb")), server, address, 0);

        assertTrue(typed.errText().contains("Password of asked_user for prod: "), typed.errText());
        assertFalse((typed.errText() + typed.outText()).contains(PASSWORD), typed.errText());
        FakeTerminal wrong = plan(FakeTerminal.typing("mistyped\n", Map.of("TERM", "dumb")), server, address, 3);
        assertTrue(wrong.errText().contains("Access denied"), wrong.errText());
        assertFalse(wrong.errText().contains("mistyped"), wrong.errText());
        FakeTerminal nobody = plan(FakeTerminal.none(), server, address, 3);
        assertFalse(nobody.errText().contains("Password of"), nobody.errText());
    }

    @OnEachServer
    void nobodyIsAskedWhereNoPasswordIsWanted(TestServer server) throws Exception {
        user(server, "");
        FakeTerminal terminal = FakeTerminal.typing("", Map.of("TERM", "dumb"));

        plan(terminal, server, server.config("").addresses().get(0), 0);

        assertFalse(terminal.errText().contains("Password of"), terminal.errText());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void aConnectionToAnotherMachineThatIsNotEncryptedIsWarnedOf(TestServer server) throws Exception {
        user(server, "");
        Address here = server.config("").addresses().get(0);
        InetAddress there = outside().orElseGet(() -> Assumptions.abort("this machine has no address but its own"));
        try (Relay relay = new Relay(new ServerSocket(0, 50, there), here.port())) {
            FakeTerminal far = plan(FakeTerminal.none(), server, new Address(there.getHostAddress(), relay.port()), 0);
            assertTrue(far.errText().contains("warning: The connection to prod is not encrypted"), far.errText());
        }
        FakeTerminal near = plan(FakeTerminal.none(), server, here, 0);
        assertFalse(near.errText().contains("not encrypted"), near.errText());
    }

    private static Optional<InetAddress> outside() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .filter(address -> address.getAddress().length == 4)
                .findFirst();
    }
}
