package io.tranche.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what speaks of encryption out of a URL's parameters, whichever driver's or tool's spelling it has. Of several words
 * for the mode the strictest counts, so that no spelling can weaken another.
 */
final class TlsParameters {
    private final Vendor vendor;
    private final Scope scope;
    private final Map<String, String> others = new LinkedHashMap<>();
    private Optional<Tls.Mode> mode = Optional.empty();
    private Optional<String> bareSwitch = Optional.empty();
    private Optional<Path> authority = Optional.empty();
    private Optional<Path> certificate = Optional.empty();
    private Optional<Path> key = Optional.empty();

    TlsParameters(Map<String, String> parameters, Vendor vendor, Scope scope) {
        this.vendor = vendor;
        this.scope = scope;
        parameters.forEach(this::take);
        bareSwitch.flatMap(this::known).ifPresent(this::turn);
    }

    /** The parameters that are not about encryption. */
    Map<String, String> others() {
        return others;
    }

    /** The whole; empty if no parameter spoke of encryption. */
    Optional<Tls> tls() {
        boolean verified = authority.isPresent();
        boolean spoken = verified || mode.isPresent() || certificate.isPresent() || key.isPresent();
        Tls.Mode whole = mode.orElse(verified ? Tls.Mode.VERIFY_CA : Tls.Mode.REQUIRE);
        return spoken ? Optional.of(new Tls(whole, authority, certificate, key)) : Optional.empty();
    }

    private void take(String name, String value) {
        switch (TlsModes.plain(name)) {
            case "sslmode", "tls", "usessl" -> known(value).ifPresent(this::strengthen);
            case "ssl" -> bareSwitch = Optional.of(value);
            case "requiressl" -> legacy(value, Tls.Mode.REQUIRE);
            case "verifyservercertificate" -> legacy(value, Tls.Mode.VERIFY_CA);
            case "sslrootcert", "sslca", "serversslcert" -> takeAuthority(value);
            case "sslcert" -> certificate = TlsFiles.existing(value, scope);
            case "sslkey" -> key = TlsFiles.existing(value, scope);
            default -> others.put(name, value);
        }
    }

    private Optional<Tls.Mode> known(String value) {
        Optional<Tls.Mode> known = TlsModes.of(value);
        if (known.isEmpty()) {
            scope.problem("The TLS mode in the URL is unknown.", "Use sslmode=" + TlsModes.KNOWN + ".");
        }
        return known;
    }

    /** pgjdbc's bare ssl=true verifies certificate and host, unless sslmode says otherwise: we are not weaker. */
    private void turn(Tls.Mode switched) {
        boolean verifies = vendor == Vendor.POSTGRESQL && switched == Tls.Mode.REQUIRE;
        if (!verifies) {
            strengthen(switched);
        } else if (mode.isEmpty()) {
            strengthen(Tls.Mode.VERIFY_FULL);
        }
    }

    /** Connector/J 5's switches beside useSSL; false only leaves things as they are. */
    private void legacy(String value, Tls.Mode meant) {
        known(value).filter(Tls.Mode.REQUIRE::equals).ifPresent(on -> strengthen(meant));
    }

    private void takeAuthority(String value) {
        if (value.equals("system")) {
            // libpq: the machine's own authorities, which only make sense with the host verified
            strengthen(Tls.Mode.VERIFY_FULL);
        } else {
            authority = TlsFiles.existing(value, scope);
        }
    }

    private void strengthen(Tls.Mode other) {
        mode = mode.filter(present -> rank(present) >= rank(other)).or(() -> Optional.of(other));
    }

    private static int rank(Tls.Mode mode) {
        return switch (mode) {
            case DISABLE -> 0;
            case PREFER -> 1;
            case REQUIRE -> 2;
            case VERIFY_CA -> 3;
            case VERIFY_FULL -> 4;
        };
    }
}
