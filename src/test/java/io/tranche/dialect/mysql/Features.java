package io.tranche.dialect.mysql;

import io.tranche.config.Vendor;
import io.tranche.testing.FeatureFile;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database with every feature: {@code features.common.sql} and the vendor's own file. */
final class Features {
    private Features() {}

    static void load(TestServer server, String database) throws SQLException, IOException {
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            ServerFacts facts = ServerFacts.of(connection);
            List<String> statements = new ArrayList<>(FeatureFile.statements("features.common.sql", facts.number()));
            statements.addAll(FeatureFile.statements(
                    facts.vendor() == Vendor.MARIADB ? "features.mariadb.sql" : "features.mysql.sql", facts.number()));
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new SQLException(e.getMessage() + "\n" + sql, e);
                }
            }
        }
    }
}
