package io.tranche.run;

import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.mysql.MySqlDialect;
import io.tranche.dialect.postgresql.PostgreSqlDialect;
import io.tranche.error.Refusal;

/** Which dialect a connection speaks. */
final class Dialects {
    private Dialects() {}

    static Dialect of(ConnectionConfig connection) {
        return switch (connection.vendor()) {
            case MYSQL, MARIADB -> new MySqlDialect();
            case POSTGRESQL -> PostgreSqlDialect.INSTANCE;
        };
    }

    /** The one dialect of both sides. */
    static Dialect of(ConnectionConfig read, ConnectionConfig write) {
        Dialect dialect = of(read);
        if (!dialect.family().equals(of(write).family())) {
            throw new Refusal(
                    "--write " + write.name(),
                    read.name() + " is a " + dialect.family() + " database and " + write.name() + " a "
                            + of(write).family() + " one; a slice stays within a family.",
                    "Choose a target of the source's family.");
        }
        return dialect;
    }
}
