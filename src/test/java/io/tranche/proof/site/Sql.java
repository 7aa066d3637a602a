package io.tranche.proof.site;

import io.tranche.config.Vendor;
import io.tranche.proof.model.Case;
import java.util.List;
import java.util.Optional;

/** A server's SQL, as far as test databases need it. */
public interface Sql {
    static Sql of(Vendor vendor) {
        return switch (vendor) {
            case MARIADB, MYSQL -> new MySqlText(vendor);
            case POSTGRESQL -> new PostgreSqlText();
        };
    }

    Kinds kinds();

    String quote(String name);

    /** A table, as a query in any database of the server, or at least in its own, names it. */
    String table(String database, String name);

    /** A number that is never negative, made of the values of these columns. */
    String hash(List<String> columns);

    /** A session that takes whatever values and orphans a test has. */
    List<String> session();

    /** The tables of a case with their declared references. */
    List<String> createTables(Case given, ForeignKeys foreignKeys);

    /** Statements that insert all rows; {@link #session} comes first. */
    List<String> inserts(Case given);

    /** How a server is told to take rows by INSERT alone; empty where it always takes bulk loads. */
    default Optional<Switch> bulkLoading() {
        return Optional.empty();
    }

    /** Statements. */
    record Switch(String on, String off) {}

    enum ForeignKeys {
        DECLARED,
        LEFT_OUT
    }
}
