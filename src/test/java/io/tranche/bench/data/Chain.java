package io.tranche.bench.data;

import io.tranche.config.Vendor;
import java.sql.Connection;
import java.sql.SQLException;

/** Each row but one refers to another one far from it: a single chain of 100,002 rows. */
public final class Chain implements Data {
    /** The row from which the chain leads over all others. A primitive root of the prime, so that it does. */
    public static final int YOUNGEST = 1501;

    private static final int PRIME = 100_003;

    @Override
    public String database() {
        return "bench_chain";
    }

    @Override
    public void fill(Connection connection, Vendor vendor) throws SQLException {
        Sql.execute(
                connection,
                """
                CREATE TABLE nodes (id INT NOT NULL PRIMARY KEY, parent_id INT, name VARCHAR(40) NOT NULL,
                  FOREIGN KEY (parent_id) REFERENCES nodes (id))""",
                """
                INSERT INTO nodes SELECT n, CASE WHEN n > 1 THEN n * %d %% %d END, CONCAT('Node ', n)
                FROM %s WHERE n > 0 ORDER BY n"""
                        .formatted(YOUNGEST, PRIME, Sql.numbers(PRIME)));
    }
}
