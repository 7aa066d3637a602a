package io.tranche.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a URL says of a connection: {@code mysql://u:${PW}@host:3306/db}, {@code mariadb://…}, {@code postgres://…},
 * {@code postgresql://…} or the same three with {@code jdbc:} before them. Hosts may be several, IPv6 in brackets; names
 * are percent-encoded; user, password, socket and TLS may stand in the query, other parameters go to the driver.
 *
 * @param addresses empty with a socket
 * @param database empty where the URL names none
 * @param tls empty where the URL says nothing of it
 * @param passwordOrigin whether the password itself stands in the URL
 */
record ConnectionUrl(
        Vendor vendor,
        List<Address> addresses,
        Optional<Path> socket,
        Optional<String> user,
        Optional<Secret> password,
        Optional<String> database,
        Optional<Tls> tls,
        Map<String, String> parameters,
        PasswordOrigin passwordOrigin) {

    enum PasswordOrigin {
        NONE,
        LITERAL,
        VARIABLE
    }

    ConnectionUrl {
        addresses = List.copyOf(addresses);
        parameters = new LinkedHashMap<>(parameters);
    }

    /** Whether a word can only be meant as a URL, right or wrong; it is none if it is the name of a connection. */
    static boolean isMeant(String word) {
        return word.contains("://") || word.startsWith("jdbc:") || word.startsWith("${");
    }

    /** The URL without password and parameters, fit for messages. */
    String display() {
        String hosts = socket.isPresent()
                ? "localhost"
                : addresses.stream().map(Address::toString).collect(Collectors.joining(","));
        return Quoted.visible(
                Vendors.word(vendor) + "://" + user.map(name -> name + "@").orElse("") + hosts + "/"
                        + database.orElse("")
                        + socket.map(path -> "?socket=" + path).orElse(""));
    }

    /** Hides the password and the parameters, some of which are passwords. */
    @Override
    public String toString() {
        return display();
    }
}
