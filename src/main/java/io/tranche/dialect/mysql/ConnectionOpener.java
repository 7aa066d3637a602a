package io.tranche.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;

/** Gives connections to one database. Whoever asks closes them. */
@FunctionalInterface
interface ConnectionOpener {
    Connection open() throws SQLException;
}
