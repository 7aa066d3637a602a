package io.tranche.dialect.postgresql;

import io.tranche.testing.FeatureFile;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database with every feature of {@code features.postgresql.sql} that the server has. */
final class Features {
    private Features() {}

    static void load(TestServer server, String database) throws SQLException, IOException {
        server.createDatabase(database);
        int version = Integer.parseInt(server.value("", "SHOW server_version_num"));
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : FeatureFile.statements("features.postgresql.sql", version)) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new SQLException(e.getMessage() + "\n" + sql, e);
                }
            }
        }
    }
}
