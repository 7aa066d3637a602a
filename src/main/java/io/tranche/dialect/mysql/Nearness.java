package io.tranche.dialect.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.Tls;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Whether connections may do without encryption because their server runs on this machine. A loopback address does not say so:
 * it may be a tunnel's end. So the first connection is encrypted where the server offers it, and on it the server is asked
 * whom it talks to. If that is this very socket, nobody stands between, and encryption gains nothing: it takes half a second of
 * each run, and a third of the time that rows take in this process. Thread-safe.
 */
final class Nearness {
    private static final String PEER = "SELECT HOST FROM information_schema.PROCESSLIST WHERE ID = CONNECTION_ID()";

    private final boolean leftOpen;
    private volatile Address near;

    Nearness(ConnectionConfig config) {
        leftOpen = config.tls().mode() == Tls.Mode.PREFER
                && config.isLocal()
                && config.parameters().keySet().stream()
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("ssl"));
    }

    /** Whether the next connection to this address need not be encrypted. */
    boolean proven(Address address) {
        return address.equals(near);
    }

    /** The server, or the account, insists on encryption. */
    void insists() {
        near = null;
    }

    /** @param connection the first one to this address */
    void learn(JdbcConnection connection, Address address) {
        if (leftOpen && connection.getSession().isSSLEstablished() && reaches(connection)) {
            near = address;
        }
    }

    private static boolean reaches(JdbcConnection connection) {
        try {
            List<String> row = Sessions.row(connection, PEER);
            return isPeer(
                    row.get(0),
                    ((NativeSession) connection.getSession())
                            .getProtocol()
                            .getSocketConnection()
                            .getMysqlSocket()
                            .getLocalPort());
        } catch (SQLException | IOException e) {
            // who cannot tell goes on encrypted
            return false;
        }
    }

    /**
     * @param host what the server sees: {@code address:port}, or the name alone through a Unix socket
     * @param port of this end; a Unix socket has none
     */
    static boolean isPeer(String host, int port) {
        int colon = host.lastIndexOf(':');
        if (colon < 0) {
            return port <= 0 && host.equals("localhost");
        }
        return host.substring(colon + 1).equals(String.valueOf(port))
                && new Address(host.substring(0, colon), port).isLoopback();
    }
}
