package io.tranche.bench.data;

import io.tranche.config.Vendor;
import java.sql.Connection;
import java.sql.SQLException;

/** What a database of the bench holds. */
public interface Data {
    /** The database's name: one for each kind of data. */
    String database();

    /** Fills the empty database. */
    void fill(Connection connection, Vendor vendor) throws SQLException;
}
