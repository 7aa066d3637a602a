package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import io.tranche.demo.DemoServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** {@code INSERT … SELECT} from database to database, which MySQL and MariaDB know. */
record InsertSelect(DemoServer server) implements Rival {
    @Override
    public String name() {
        return "INSERT … SELECT";
    }

    @Override
    public Times run(Workload workload, String target) throws SQLException {
        try (Connection connection = server.connect(target);
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            for (int position = 0; position < workload.tables().size(); position++) {
                String table = workload.tables().get(position);
                statement.execute("CREATE TABLE " + table + " LIKE " + workload.database() + "." + table);
                statement.execute("INSERT INTO " + table + " SELECT * FROM " + workload.database() + "." + table
                        + " WHERE " + workload.conditions().get(position));
            }
            return new Times((System.nanoTime() - start) / 1e9, 0);
        }
    }
}
