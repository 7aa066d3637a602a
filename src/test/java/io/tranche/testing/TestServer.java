package io.tranche.testing;

import io.tranche.config.ConnectionConfig;
import io.tranche.config.Vendor;
import java.sql.Connection;
import java.sql.SQLException;

/** A real server that tests may do anything to. Thread-safe. */
public interface TestServer {
    Vendor vendor();

    /** Makes an empty database; one of that name is dropped before. */
    void createDatabase(String name) throws SQLException;

    /** A plain JDBC URL with user and password in it. */
    String url(String database);

    /** An administrator's connection, with the driver's defaults. The caller closes it. */
    Connection connection(String database) throws SQLException;

    /** How Tranche would be told of it. */
    ConnectionConfig config(String database);

    /** Runs statements, each on its own, as the administrator. */
    default void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connection(database);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the first row of a query, as text; null for NULL. */
    default String value(String database, String query) throws SQLException {
        try (Connection connection = connection(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new AssertionError("no row: " + query);
            }
            return rows.getString(1);
        }
    }
}
