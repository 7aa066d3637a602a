package io.tranche.bench.data;

import io.tranche.config.Vendor;
import java.sql.Connection;
import java.sql.SQLException;

/** One table of 2,000,000 rows of six columns. */
public final class Measurements implements Data {
    private static final int ROWS = 2_000_000;

    @Override
    public String database() {
        return "bench_table";
    }

    @Override
    public void fill(Connection connection, Vendor vendor) throws SQLException {
        Sql.execute(
                connection,
                """
                CREATE TABLE measurements (
                  id INT NOT NULL PRIMARY KEY,
                  device_id INT NOT NULL,
                  kind VARCHAR(16) NOT NULL,
                  amount DECIMAL(12,3) NOT NULL,
                  taken_at %s NOT NULL,
                  note VARCHAR(60))"""
                        .formatted(vendor == Vendor.POSTGRESQL ? "TIMESTAMP" : "DATETIME"),
                """
                INSERT INTO measurements
                SELECT n + 1, n %% 5000, CONCAT('kind', n %% 12), n %% 100000 + 0.125,
                       TIMESTAMP '1985-01-01 10:11:12' + INTERVAL %s,
                       CASE WHEN n %% 7 > 0 THEN CONCAT('measurement number ', n + 1, ' of a day') END
                FROM %s ORDER BY n"""
                        .formatted(
                                vendor == Vendor.POSTGRESQL ? "'1 day' * (n % 9000)" : "n % 9000 DAY",
                                Sql.numbers(ROWS)));
    }
}
