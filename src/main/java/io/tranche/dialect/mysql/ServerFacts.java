package io.tranche.dialect.mysql;

import static java.util.Objects.requireNonNull;

import io.tranche.config.Vendor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What decides how a server is asked and written to.
 *
 * @param database the connected database, as the server spells it
 * @param vendor what the server is, whatever the configuration calls it
 * @param version the server's own words: {@code 8.0.15}, {@code 10.11.6-MariaDB-log}
 * @param number the version's first three numbers as one: 8.0.15 is 80015, 10.11.6 is 101106
 * @param names how table names are compared
 */
record ServerFacts(String database, Vendor vendor, String version, int number, TableNames names) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

    /** The server's {@code lower_case_table_names}, as far as it matters to us. */
    enum TableNames {
        CASE_SENSITIVE,
        /** Kept as written, or lowered; information_schema may show another case than the table was created with. */
        CASE_INSENSITIVE
    }

    ServerFacts {
        requireNonNull(database, "database");
        requireNonNull(vendor, "vendor");
        requireNonNull(version, "version");
        requireNonNull(names, "names");
    }

    /** Asks a server. */
    static ServerFacts of(Connection connection) throws SQLException {
        String sql = "SELECT DATABASE(), VERSION(), @@lower_case_table_names";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return of(row.getString(1), row.getString(2), row.getInt(3));
        }
    }

    private static ServerFacts of(String database, String version, int lowerCaseTableNames) {
        boolean mariaDb = version.toLowerCase(java.util.Locale.ROOT).contains("mariadb");
        return new ServerFacts(
                database == null ? "" : database,
                mariaDb ? Vendor.MARIADB : Vendor.MYSQL,
                version,
                number(version),
                lowerCaseTableNames == 0 ? TableNames.CASE_SENSITIVE : TableNames.CASE_INSENSITIVE);
    }

    private static int number(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.find()) {
            return 0;
        }
        return Integer.parseInt(numbers.group(1)) * 10_000
                + Integer.parseInt(numbers.group(2)) * 100
                + Integer.parseInt(numbers.group(3));
    }

    boolean mariaDb() {
        return vendor == Vendor.MARIADB;
    }

    /** Whether this is a MySQL of at least this version ({@code 80030}). */
    boolean mySqlSince(int wanted) {
        return !mariaDb() && number >= wanted;
    }

    /** Whether this is a MariaDB of at least this version ({@code 100600}). */
    boolean mariaDbSince(int wanted) {
        return mariaDb() && number >= wanted;
    }

    /** Whether two table or database names mean the same to this server. */
    boolean same(String one, String other) {
        return switch (names) {
            case CASE_SENSITIVE -> one.equals(other);
            case CASE_INSENSITIVE -> one.equalsIgnoreCase(other);
        };
    }
}
