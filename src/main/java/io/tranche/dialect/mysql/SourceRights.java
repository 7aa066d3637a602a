package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.error.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds tables of which a user may read some columns only. The information_schema does not show the others, so nothing but a
 * {@code SELECT *} tells that they are there.
 */
final class SourceRights {
    private final JdbcConnection connection;
    private final ServerFacts server;

    SourceRights(JdbcConnection connection, ServerFacts server) {
        this.connection = connection;
        this.server = server;
    }

    List<Problem> missing(Collection<Table> tables) throws SQLException {
        Grants grants = Grants.of(connection, server);
        if (grants.hold("SELECT", server.database())) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        for (Table table : tables) {
            if (!grants.hold("SELECT", server.database(), table.name().name())) {
                missing(table.name()).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private Optional<Problem> missing(TableName table) throws SQLException {
        try {
            TargetConnection.rows(connection, "SELECT * FROM " + Names.quote(table) + " LIMIT 0");
            return Optional.empty();
        } catch (SQLException e) {
            return switch (SqlFailures.kind(e)) {
                case DENIED ->
                    Optional.of(new Problem(
                            table.toString(),
                            "The source's user may not read the whole table: " + SqlFailures.words(e)
                                    + ". Columns that it may not read would be missing from the slice.",
                            "GRANT SELECT ON " + Names.quote(server.database()) + "." + Names.quote(table.name())
                                    + " TO the user."));
                case CONNECTION_LOST, TRANSIENT, STRUCTURE_CHANGED, EXHAUSTED, OTHER -> throw e;
            };
        }
    }
}
