package io.tranche.proof.site;

import io.tranche.proof.model.Case;
import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A source and a target database on one server, made anew for each case. */
public record Databases(TestServer server, String source, String target) {
    public Sql sql() {
        return Sql.of(server.vendor());
    }

    /** Makes both: the source with tables, references and rows, the target with as much as {@code targetTables} says. */
    public void fill(Case given, TargetTables targetTables) throws SQLException {
        server.createDatabase(source);
        server.createDatabase(target);
        run(source, sql().createTables(given, Sql.ForeignKeys.DECLARED));
        run(source, sql().inserts(given));
        switch (targetTables) {
            case NONE -> {}
            case WITH_FOREIGN_KEYS -> run(target, sql().createTables(given, Sql.ForeignKeys.DECLARED));
            case WITHOUT_FOREIGN_KEYS -> run(target, sql().createTables(given, Sql.ForeignKeys.LEFT_OUT));
        }
    }

    /** Runs statements in one session that takes orphans and odd values. */
    public void run(String database, List<String> statements) throws SQLException {
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement()) {
            for (String start : sql().session()) {
                statement.execute(start);
            }
            for (String each : statements) {
                execute(statement, each);
            }
        }
    }

    private static void execute(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + " in: " + sql.substring(0, Math.min(4000, sql.length())), e);
        }
    }

    public enum TargetTables {
        /** The slice makes them. */
        NONE,
        WITH_FOREIGN_KEYS,
        WITHOUT_FOREIGN_KEYS
    }
}
