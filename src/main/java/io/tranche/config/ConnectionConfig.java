package io.tranche.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One connection, from config.yml or from a URL.
 *
 * @param name as in config.yml; for a URL, the URL without its password: fit for messages
 * @param addresses one or more, tried in order; empty with a socket
 * @param socket a Unix socket's file; for PostgreSQL {@code …/.s.PGSQL.5432}, though users may name its folder
 * @param start statements to run in each new session, before Tranche's own settings
 * @param database never empty
 * @param isProtected never a target, whatever the flags
 * @param parameters passed on to the driver, under the driver's names
 */
public record ConnectionConfig(
        String name,
        Vendor vendor,
        List<Address> addresses,
        Optional<Path> socket,
        Optional<String> user,
        Optional<Secret> password,
        String database,
        Tls tls,
        List<String> start,
        boolean isProtected,
        Map<String, String> parameters) {

    public ConnectionConfig {
        requireNonNull(name, "name");
        requireNonNull(vendor, "vendor");
        requireNonNull(database, "database");
        requireNonNull(tls, "tls");
        addresses = List.copyOf(addresses);
        start = List.copyOf(start);
        parameters = Map.copyOf(parameters);
    }

    /** The same place, with another login. */
    public ConnectionConfig as(Optional<String> otherUser, Optional<Secret> otherPassword) {
        return new ConnectionConfig(
                name,
                vendor,
                addresses,
                socket,
                otherUser,
                otherPassword,
                database,
                tls,
                start,
                isProtected,
                parameters);
    }

    /** Whether what is sent stays on this machine. */
    public boolean isLocal() {
        return socket.isPresent() || addresses.stream().allMatch(Address::isLoopback);
    }

    /** Without the parameters' values: some of them are passwords, too. */
    @Override
    public String toString() {
        return "ConnectionConfig[name=" + name + ", vendor=" + vendor + ", addresses=" + addresses + ", socket="
                + socket
                + ", user=" + user + ", database=" + database + ", tls=" + tls + ", start=" + start + ", isProtected="
                + isProtected + ", parameters=" + parameters.keySet() + "]";
    }
}
