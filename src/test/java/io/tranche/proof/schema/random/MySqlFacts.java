package io.tranche.proof.schema.random;

import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a MySQL or MariaDB server has.
 *
 * @param version {@code 80015}, {@code 110405}
 * @param collations each behind its character set
 */
record MySqlFacts(boolean mariadb, int version, List<List<String>> collations) {
    private static final String COLLATIONS =
            """
            SELECT character_set_name, %s FROM information_schema.collation_character_set_applicability
             WHERE character_set_name <> 'filename' ORDER BY 1, 2""";

    static MySqlFacts of(TestServer server) throws SQLException {
        String said = server.value("", "SELECT VERSION()");
        boolean mariadb = said.contains("MariaDB");
        String[] parts = said.split("[.-]");
        int version =
                Integer.parseInt(parts[0]) * 10000 + Integer.parseInt(parts[1]) * 100 + Integer.parseInt(parts[2]);
        List<List<String>> collations = new ArrayList<>();
        String name = mariadb && version >= 101000 ? "full_collation_name" : "collation_name";
        try (Connection connection = server.connection("");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COLLATIONS.formatted(name))) {
            while (row.next()) {
                collations.add(List.of(row.getString(1), row.getString(2)));
            }
        }
        return new MySqlFacts(mariadb, version, List.copyOf(collations));
    }

    boolean mariadbSince(int least) {
        return mariadb && version >= least;
    }

    /** Whether CHECK constraints are kept. */
    boolean checks() {
        return mariadb || version >= 80016;
    }

    boolean mysqlSince(int least) {
        return !mariadb && version >= least;
    }
}
