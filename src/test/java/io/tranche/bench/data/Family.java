package io.tranche.bench.data;

import io.tranche.config.Vendor;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Children of parents: no parent has two, and those who have one are spread evenly. A child's neighbours are children of
 * parents far apart.
 *
 * @param parents a multiple of {@code apart} and of a power of ten
 * @param apart only one in so many parents may have a child
 */
public record Family(String database, int parents, int children, int apart) implements Data {
    /** A prime: its multiples visit all places before they come back. */
    private static final int STRIDE = 1999;

    @Override
    public void fill(Connection connection, Vendor vendor) throws SQLException {
        Sql.execute(
                connection,
                """
                CREATE TABLE parents (id INT NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL,
                  amount DECIMAL(12,3) NOT NULL, note VARCHAR(60))""",
                """
                CREATE TABLE children (id INT NOT NULL PRIMARY KEY, parent_id INT NOT NULL,
                  FOREIGN KEY (parent_id) REFERENCES parents (id))""",
                """
                INSERT INTO parents
                SELECT n, CONCAT('Parent ', n), n %% 100000 + 0.125,
                       CASE WHEN n %% 7 > 0 THEN CONCAT('what is said of number ', n) END
                FROM %s ORDER BY n"""
                        .formatted(Sql.numbers(parents)),
                // not an integer, which would overflow
                "INSERT INTO children SELECT n, n * %d.0 %% %d * %d FROM %s ORDER BY n"
                        .formatted(STRIDE, parents / apart, apart, Sql.numbers(children)));
    }
}
