package io.tranche.proof.gallery;

import io.tranche.config.Vendor;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of SQL statements, each ended by a line {@code ;;}. A line {@code -- since mysql 8.0.30} (or mariadb) before a
 * statement names the only vendor that takes it, and from which version on.
 */
record SqlFile(List<Entry> entries) {
    private static final Pattern SINCE = Pattern.compile("(?m)^-- since (mysql|mariadb) ([0-9.]+)$");

    private record Entry(String sql, String vendor, String version) {
        boolean isFor(TestServer server, String running) {
            return vendor.isEmpty() || isForVendor(server) && number(running) >= number(version);
        }

        boolean isForVendor(TestServer server) {
            return !vendor.isEmpty() && Vendor.valueOf(vendor.toUpperCase(Locale.ROOT)) == server.vendor();
        }
    }

    static SqlFile read(String name) throws IOException {
        try (InputStream in = SqlFile.class.getResourceAsStream("/io/tranche/gallery/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Entry> entries = new ArrayList<>();
            for (String part : text.split("(?m)^;;$")) {
                Matcher since = SINCE.matcher(part);
                boolean isMarked = since.find();
                String sql = SINCE.matcher(part).replaceAll("").strip();
                if (!sql.isEmpty()) {
                    entries.add(new Entry(sql, isMarked ? since.group(1) : "", isMarked ? since.group(2) : ""));
                }
            }
            return new SqlFile(entries);
        }
    }

    /** Runs what this server takes, in one session that does not look at foreign keys. */
    void run(TestServer server, String database) throws SQLException {
        String running = server.value("", "SELECT VERSION()");
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET foreign_key_checks = 0, time_zone = '+00:00'");
            statement.execute("SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'");
            Set<String> skipped = new TreeSet<>();
            for (Entry entry : entries) {
                if (entry.isFor(server, running)) {
                    execute(statement, entry.sql());
                } else if (entry.isForVendor(server)) {
                    skipped.add(entry.version());
                }
            }
            if (!skipped.isEmpty()) {
                System.err.println("\n##### SKIPPED: tables that want " + server + " " + String.join(", ", skipped)
                        + "; this one is " + running + "\n");
            }
        }
    }

    private static void execute(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\n" + sql, e);
        }
    }

    /** {@code 8.0.30-log} as 80030. */
    static int number(String version) {
        String[] parts = version.split("[^0-9]+");
        int number = 0;
        for (int i = 0; i < 3; i++) {
            number = number * 100 + (i < parts.length ? Integer.parseInt(parts[i]) : 0);
        }
        return number;
    }
}
