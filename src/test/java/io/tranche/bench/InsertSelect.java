package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** {@code INSERT … SELECT} from database to database, which MySQL and MariaDB know. */
record InsertSelect(Sessions sessions) implements Rival {
    @Override
    public String name() {
        return "INSERT … SELECT";
    }

    @Override
    public Times run(Workload workload, String target) throws SQLException {
        try (Connection connection = sessions.open(workload.database());
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            for (Part part : workload.parts()) {
                String copy = target + "." + part.table();
                statement.execute("CREATE TABLE " + copy + " LIKE " + part.table());
                statement.execute(
                        "INSERT INTO " + copy + " SELECT * FROM " + part.table() + " WHERE " + part.condition());
            }
            return new Times((System.nanoTime() - start) / 1e9, 0);
        }
    }
}
