package io.tranche.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words for how a connection is encrypted: ours, and those of the servers' own tools and drivers. */
final class TlsModes {
    /** For messages. */
    static final String KNOWN = "disable, prefer, require, verify-ca or verify-full";

    static final List<String> WORDS = List.of("disable", "prefer", "require", "verify-ca", "verify-full");

    private static final Map<String, Tls.Mode> MODES = Map.ofEntries(
            Map.entry("disable", Tls.Mode.DISABLE),
            Map.entry("disabled", Tls.Mode.DISABLE),
            Map.entry("false", Tls.Mode.DISABLE),
            Map.entry("off", Tls.Mode.DISABLE),
            Map.entry("no", Tls.Mode.DISABLE),
            Map.entry("0", Tls.Mode.DISABLE),
            Map.entry("allow", Tls.Mode.PREFER),
            Map.entry("prefer", Tls.Mode.PREFER),
            Map.entry("preferred", Tls.Mode.PREFER),
            Map.entry("require", Tls.Mode.REQUIRE),
            Map.entry("required", Tls.Mode.REQUIRE),
            Map.entry("trust", Tls.Mode.REQUIRE),
            Map.entry("true", Tls.Mode.REQUIRE),
            Map.entry("on", Tls.Mode.REQUIRE),
            Map.entry("yes", Tls.Mode.REQUIRE),
            Map.entry("1", Tls.Mode.REQUIRE),
            Map.entry("verifyca", Tls.Mode.VERIFY_CA),
            Map.entry("verifyfull", Tls.Mode.VERIFY_FULL),
            Map.entry("verifyidentity", Tls.Mode.VERIFY_FULL));

    private TlsModes() {}

    static Optional<Tls.Mode> of(String word) {
        return Optional.ofNullable(MODES.get(plain(word)));
    }

    /** Without case, hyphens and underscores: sslmode, sslMode and ssl-mode are one. */
    static String plain(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
