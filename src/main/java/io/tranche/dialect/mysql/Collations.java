package io.tranche.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The collations of a server, and the nearest of them to one of another server. */
final class Collations {
    private final Set<String> known;

    /** @param known in lower case, with their character set: {@code utf8mb4_general_ci} */
    Collations(Set<String> known) {
        this.known = Set.copyOf(known);
    }

    static Collations of(Connection connection, ServerFacts server) throws SQLException {
        String full = server.mariaDbSince(101000)
                ? "SELECT full_collation_name FROM information_schema.collation_character_set_applicability"
                : "SELECT collation_name FROM information_schema.collations";
        Set<String> known = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(full)) {
            while (row.next()) {
                known.add(row.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return new Collations(known);
    }

    boolean knows(String collation) {
        return known.contains(collation.toLowerCase(Locale.ROOT));
    }

    /** First one that compares alike, then one that is as strict about case. */
    Optional<String> nearest(String collation) {
        String name = collation.toLowerCase(Locale.ROOT);
        return Stream.concat(
                        aliases(name), candidates(name).flatMap(each -> Stream.concat(Stream.of(each), aliases(each))))
                .filter(this::knows)
                .findFirst();
    }

    /** Whether one is only another name of the other. */
    static boolean isAlias(String one, String other) {
        return aliases(one.toLowerCase(Locale.ROOT)).anyMatch(other::equalsIgnoreCase);
    }

    /** Servers differ in what they call the three-byte Unicode. */
    private static Stream<String> aliases(String name) {
        if (name.startsWith("utf8mb3_")) {
            return Stream.of("utf8_" + name.substring("utf8mb3_".length()));
        }
        return name.startsWith("utf8_") ? Stream.of("utf8mb3_" + name.substring("utf8_".length())) : Stream.empty();
    }

    /** MySQL's 0900 collations do not pad, as MariaDB's nopad ones; the names end alike. */
    private static Stream<String> candidates(String name) {
        String charset = name.contains("_") ? name.substring(0, name.indexOf('_')) : name;
        String strictness = Stream.of("_as_cs", "_as_ci", "_ai_cs", "_ai_ci", "_bin", "_cs")
                .filter(name::endsWith)
                .findFirst()
                .orElse("_ci");
        String general = strictness.equals("_bin") || strictness.endsWith("_cs") ? "_bin" : "_unicode_520_ci";
        String uca = strictness.length() > 4 ? strictness : "_ai_ci";
        return Stream.of(
                        "_uca1400_nopad" + uca,
                        "_uca1400" + uca,
                        "_0900" + strictness.replace("_ai_cs", "_as_cs").replaceFirst("^_ci$", "_ai_ci"),
                        strictness.equals("_bin") ? "_nopad_bin" : general,
                        general,
                        "_unicode_ci",
                        "_general_ci",
                        "_bin")
                .filter(rest -> !strictness.equals("_bin") || rest.endsWith("_bin"))
                .map(rest -> charset + rest);
    }
}
