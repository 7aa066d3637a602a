package io.tranche.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a URL's server is.
 *
 * @param addresses empty with a socket
 */
record UrlPlace(List<Address> addresses, Optional<Path> socket) {
    private static final String LOCAL = "127.0.0.1";

    /**
     * @param hosts decoded, may be empty
     * @param query decoded; what is about the place is taken out
     */
    static UrlPlace of(Vendor vendor, String hosts, Map<String, String> query, Scope scope) {
        Optional<Integer> port = takePort(query, vendor, scope);
        int defaultPort = port.orElse(Vendors.defaultPort(vendor));
        Optional<String> socket = Stream.of("socket", "unix_socket", "localSocket")
                .flatMap(name -> Optional.ofNullable(query.remove(name)).stream())
                .findFirst();
        if (socket.isPresent()) {
            return onSocket(socket.get(), vendor, defaultPort, scope);
        }
        String named = Optional.ofNullable(vendor == Vendor.POSTGRESQL ? query.remove("host") : null)
                .orElse(hosts);
        if (named.startsWith("/")) {
            return onSocketWithPort(named, vendor, defaultPort, scope);
        }
        return new UrlPlace(
                Hosts.parse(named.isEmpty() ? LOCAL : named, defaultPort, scope).orElse(List.of()), Optional.empty());
    }

    private static Optional<Integer> takePort(Map<String, String> query, Vendor vendor, Scope scope) {
        return Optional.ofNullable(vendor == Vendor.POSTGRESQL ? query.remove("port") : null)
                .flatMap(port -> Hosts.port(port, scope));
    }

    /** A host that begins with a slash is a socket, as for libpq; a port may follow it. */
    private static UrlPlace onSocketWithPort(String text, Vendor vendor, int defaultPort, Scope scope) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return onSocket(text, vendor, defaultPort, scope);
        }
        int port = Hosts.port(text.substring(colon + 1), scope).orElse(defaultPort);
        return onSocket(text.substring(0, colon), vendor, port, scope);
    }

    private static UrlPlace onSocket(String text, Vendor vendor, int port, Scope scope) {
        Optional<Path> path = Sockets.resolve(text, vendor, port, scope);
        return new UrlPlace(List.of(), path);
    }
}
