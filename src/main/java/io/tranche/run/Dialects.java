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

    static boolean ofOneFamily(ConnectionConfig read, ConnectionConfig write) {
        return of(read).family().equals(of(write).family());
    }

    /** The one dialect of both sides. */
    static Dialect of(ConnectionConfig read, ConnectionConfig write) {
        return of(read, write, "a slice stays within a family", "Choose a target of the source's family.");
    }

    /** The one dialect of two sides that are to be kept in step. */
    static Dialect ofSync(ConnectionConfig read, ConnectionConfig write) {
        return of(
                read,
                write,
                "rows are moved in a family's own format, so that a sync stays within one",
                "Choose a target of the source's family; `tranche diff` tells what differs between the two.");
    }

    private static Dialect of(ConnectionConfig read, ConnectionConfig write, String why, String remedy) {
        Dialect dialect = of(read);
        if (!ofOneFamily(read, write)) {
            throw new Refusal(
                    "--write " + write.name(),
                    read.name() + " is a " + dialect.family() + " database and " + write.name() + " a "
                            + of(write).family() + " one; " + why + ".",
                    remedy);
        }
        return dialect;
    }
}
