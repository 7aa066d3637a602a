package io.tranche.bench;

import io.tranche.config.Vendor;
import io.tranche.demo.DemoServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Sessions in which SQL may follow a chain to its end. */
record Sessions(Vendor vendor, DemoServer server) {
    private static final int LEVELS = 1_000_000;

    Connection open(String database) throws SQLException {
        Connection connection = server.connect(database);
        String variable =
                switch (vendor) {
                    case MARIADB -> "max_recursive_iterations";
                    case MYSQL -> "cte_max_recursion_depth";
                    case POSTGRESQL -> "";
                };
        if (!variable.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION " + variable + " = " + LEVELS);
            }
        }
        return connection;
    }
}
