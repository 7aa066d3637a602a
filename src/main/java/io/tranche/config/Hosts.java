package io.tranche.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code host}, {@code host:3307}, {@code [::1]:3307}, several parted by commas. */
final class Hosts {
    /** Nothing that means something in a driver's URL: a host goes into one. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]+");

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");

    private Hosts() {}

    /**
     * The addresses, or empty with a problem added. The text is not shown in it: where a password was pasted into a URL
     * unencoded, a piece of it can turn up here.
     */
    static Optional<List<Address>> parse(String text, int defaultPort, Scope scope) {
        List<Address> addresses = new ArrayList<>();
        for (String host : text.split(",", -1)) {
            Optional<Address> address = address(host.strip(), defaultPort, scope);
            if (address.isEmpty()) {
                return Optional.empty();
            }
            addresses.add(address.get());
        }
        return Optional.of(addresses);
    }

    private static Optional<Address> address(String text, int defaultPort, Scope scope) {
        if (IPV6.matcher(text).matches() && text.indexOf(':') != text.lastIndexOf(':')) {
            return Optional.of(new Address(text, defaultPort));
        }
        int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        int colon = text.indexOf(':', Math.max(bracket, 0));
        String end = colon < 0 ? text : text.substring(0, colon);
        boolean bracketed = bracket > 0 && end.length() == bracket + 1;
        String host = bracketed ? end.substring(1, bracket) : end;
        if (!(bracketed ? IPV6 : NAME).matcher(host).matches()) {
            scope.problem(
                    "The host is no name and no IP address.",
                    "Write host, host:port or [IPv6]:port, several parted by commas; in a URL, encode `@ / ? # % :` in"
                            + " user and password (`%40` for `@`), or write ${NAME} for them.");
            return Optional.empty();
        }
        return colon < 0
                ? Optional.of(new Address(host, defaultPort))
                : port(text.substring(colon + 1), scope).map(port -> new Address(host, port));
    }

    /** A port between 1 and 65535, or empty with a problem added. */
    static Optional<Integer> port(String text, Scope scope) {
        int port = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            scope.problem(
                    "The port is no number from 1 to 65535.",
                    "Write host:port; in a URL, encode `@ / ? # % :` in user and password (`%40` for `@`), or write"
                            + " ${NAME} for them.");
            return Optional.empty();
        }
        return Optional.of(port);
    }
}
