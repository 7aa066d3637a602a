package io.tranche.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The vendors as users spell them. */
final class Vendors {
    /** For messages. */
    static final List<String> WORDS = List.of("mysql", "mariadb", "postgresql");

    private static final Map<String, Vendor> NAMES = Map.of(
            "mysql", Vendor.MYSQL,
            "mariadb", Vendor.MARIADB,
            "postgresql", Vendor.POSTGRESQL,
            "postgres", Vendor.POSTGRESQL,
            "pgsql", Vendor.POSTGRESQL);

    private Vendors() {}

    static Optional<Vendor> of(String word) {
        return Optional.ofNullable(NAMES.get(word.strip().toLowerCase(Locale.ROOT)));
    }

    /** As in {@code type:} and in URLs. */
    static String word(Vendor vendor) {
        return vendor.name().toLowerCase(Locale.ROOT);
    }

    static int defaultPort(Vendor vendor) {
        return switch (vendor) {
            case MYSQL, MARIADB -> 3306;
            case POSTGRESQL -> 5432;
        };
    }
}
