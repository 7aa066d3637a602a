package io.tranche.dialect.mysql;

import io.tranche.catalog.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The server's own guess, by a dive into an index: no rows are read. */
final class Estimate {
    private Estimate() {}

    /** How many rows the server expects to look at. {@code condition} is SQL; an empty one means all rows. */
    static long rows(Connection connection, TableName table, String condition) throws SQLException {
        String where = condition.isEmpty() ? "" : " WHERE " + condition;
        try (Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery(
                        "EXPLAIN FORMAT=TRADITIONAL SELECT * FROM " + Names.quote(table) + where)) {
            return plan.next() ? plan.getLong("rows") : 0;
        }
    }
}
