package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Target.Rights;
import io.tranche.error.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a user may not do. What can be explained without being done is explained: that holds for roles, patterns and grants on
 * columns alike. For what cannot, the user's grants are read.
 */
final class MissingRights {
    private static final List<String> EVERYWHERE = List.of("CREATE", "DROP", "SELECT", "INSERT", "DELETE");
    private static final List<String> FOR_SCHEMA =
            List.of("ALTER", "INDEX", "REFERENCES", "CREATE VIEW", "CREATE ROUTINE", "ALTER ROUTINE", "TRIGGER");

    private final JdbcConnection connection;
    private final ServerFacts server;

    MissingRights(JdbcConnection connection, ServerFacts server) {
        this.connection = connection;
        this.server = server;
    }

    List<Problem> of(Collection<Table> tables, Rights rights) throws SQLException {
        List<Problem> problems = new ArrayList<>(inDatabase(rights));
        if (rights == Rights.LOAD) {
            for (Table table : tables) {
                problems.addAll(onTable(table.name()));
            }
        }
        return problems;
    }

    private List<Problem> inDatabase(Rights rights) throws SQLException {
        Grants grants = Grants.of(connection, server);
        List<String> wanted = new ArrayList<>(EVERYWHERE);
        switch (rights) {
            case CREATE -> wanted.addAll(FOR_SCHEMA);
            case LOAD -> {
                wanted.removeAll(List.of("SELECT", "INSERT", "DELETE"));
                // the server hides triggers from users without it, and fires them for their rows all the same
                wanted.add("TRIGGER");
            }
        }
        return wanted.stream()
                .filter(privilege -> !grants.holds(privilege, server.database()))
                .map(privilege -> new Problem(
                        server.database(),
                        "The user may not " + privilege + " in the target database; Tranche needs it"
                                + use(privilege, rights),
                        "GRANT " + privilege + " ON " + Names.quote(server.database()) + ".* TO the user."))
                .toList();
    }

    private static String use(String privilege, Rights rights) {
        if (rights == Rights.CREATE) {
            return ".";
        }
        return privilege.equals("TRIGGER")
                ? " to see triggers, which would change its rows, and to keep them still meanwhile."
                : " for the tables in which it remembers the run.";
    }

    private List<Problem> onTable(TableName table) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        String name = Names.quote(table);
        check(problems, table, "SELECT", "EXPLAIN SELECT * FROM " + name);
        check(problems, table, "INSERT", "EXPLAIN INSERT INTO " + name + " SELECT * FROM " + name);
        check(problems, table, "DELETE", "EXPLAIN DELETE FROM " + name);
        return problems;
    }

    private void check(List<Problem> problems, TableName table, String privilege, String explain) throws SQLException {
        try {
            TargetConnection.rows(connection, explain);
        } catch (SQLException e) {
            switch (SqlFailures.kind(e)) {
                case DENIED ->
                    problems.add(new Problem(
                            table.toString(),
                            "The user may not " + privilege + " there: " + SqlFailures.words(e) + ".",
                            "GRANT " + privilege + " ON " + Names.quote(server.database()) + "."
                                    + Names.quote(table.name()) + " TO the user."));
                case CONNECTION_LOST -> throw e;
                // the privilege was checked before whatever this is
                case TRANSIENT, STRUCTURE_CHANGED, EXHAUSTED, OTHER -> {}
            }
        }
    }
}
