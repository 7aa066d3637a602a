package io.tranche.dialect.mysql;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements that make a database with every feature that a vendor has: {@code features.common.sql} and the vendor's
 * own file. Statements are parted by lines of {@code ;;}; {@code -- since 80023} before such a line says which version the
 * statement after it needs.
 */
final class FeatureFile {
    private static final Pattern SINCE = Pattern.compile("(?m)^-- since (\\d+)$");

    private FeatureFile() {}

    static void load(TestServer server, String database) throws SQLException, IOException {
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            ServerFacts facts = ServerFacts.of(connection);
            List<String> statements = new ArrayList<>(statements("features.common.sql", facts));
            statements.addAll(statements(
                    facts.vendor() == Vendor.MARIADB ? "features.mariadb.sql" : "features.mysql.sql", facts));
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new SQLException(e.getMessage() + "\n" + sql, e);
                }
            }
        }
    }

    private static List<String> statements(String name, ServerFacts server) throws IOException {
        List<String> statements = new ArrayList<>();
        int since = 0;
        for (String part : read(name).split("(?m)^;;$")) {
            if (since <= server.number()) {
                statements.add(SINCE.matcher(part).replaceAll("").strip());
            }
            Matcher next = SINCE.matcher(part);
            since = next.find() ? Integer.parseInt(next.group(1)) : 0;
        }
        return statements;
    }

    private static String read(String name) throws IOException {
        try (InputStream in = FeatureFile.class.getResourceAsStream("/io/tranche/schema/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
