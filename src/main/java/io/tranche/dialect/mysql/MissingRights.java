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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a user may not do. What can be explained without being done is explained: that holds for roles, patterns and grants on
 * columns alike. For what cannot, the user's grants are read.
 */
final class MissingRights {
    private static final List<String> EVERYWHERE = List.of("CREATE", "DROP", "SELECT", "INSERT", "DELETE");
    private static final List<String> FOR_SCHEMA =
            List.of("ALTER", "INDEX", "REFERENCES", "CREATE VIEW", "CREATE ROUTINE", "ALTER ROUTINE", "TRIGGER");

    /** Any of them lets a user name another one as definer. */
    private static final List<String> DEFINING = List.of("SUPER", "SET USER", "SET_USER_ID", "SET_ANY_DEFINER");

    private static final String FOREIGN_TRIGGERS =
            """
            SELECT trigger_name, event_object_table, definer
              FROM information_schema.triggers
             WHERE trigger_schema = DATABASE() AND CONVERT(definer USING utf8mb4) <> CONVERT(CURRENT_USER() USING utf8mb4)""";

    private final JdbcConnection connection;
    private final ServerFacts server;

    MissingRights(JdbcConnection connection, ServerFacts server) {
        this.connection = connection;
        this.server = server;
    }

    List<Problem> of(Collection<Table> tables, Rights rights) throws SQLException {
        Grants grants = Grants.of(connection, server);
        List<Problem> problems = new ArrayList<>(inDatabase(grants, rights));
        if (rights == Rights.LOAD) {
            for (Table table : tables) {
                problems.addAll(onTable(table.name()));
                triggers(grants, table.name()).ifPresent(problems::add);
            }
            problems.addAll(definers(grants, tables));
        }
        return problems;
    }

    private List<Problem> inDatabase(Grants grants, Rights rights) {
        List<String> wanted = new ArrayList<>(EVERYWHERE);
        switch (rights) {
            case CREATE -> wanted.addAll(FOR_SCHEMA);
            case LOAD -> wanted.removeAll(List.of("SELECT", "INSERT", "DELETE"));
        }
        return wanted.stream()
                .filter(privilege -> !grants.hold(privilege, server.database()))
                .map(privilege -> new Problem(
                        server.database(),
                        "The user may not " + privilege + " in the target database; Tranche needs it"
                                + (rights == Rights.LOAD ? " for the tables in which it remembers the run." : "."),
                        "GRANT " + privilege + " ON " + Names.quote(server.database()) + ".* TO the user."))
                .toList();
    }

    /** Without this privilege triggers are not even seen: they would change rows on their way in. */
    private Optional<Problem> triggers(Grants grants, TableName table) {
        if (grants.hold("TRIGGER", server.database(), table.name())) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                table.toString(),
                "The user may not see the table's triggers, which must not fire for the rows that are loaded.",
                grant("TRIGGER", table)));
    }

    /** Triggers are created again with their own definer, which is somebody else's name. */
    private List<Problem> definers(Grants grants, Collection<Table> tables) throws SQLException {
        if (DEFINING.stream().anyMatch(grants::holdEverywhere)) {
            return List.of();
        }
        Set<String> names = tables.stream().map(table -> table.name().name()).collect(Collectors.toSet());
        return TargetConnection.rows(connection, FOREIGN_TRIGGERS).stream()
                .filter(row -> names.contains(row.get(1)))
                .map(row -> new Problem(
                        row.get(1),
                        "The trigger " + row.get(0) + " has the definer " + row.get(2)
                                + "; the user may not create it again under that name after the load.",
                        "GRANT " + (server.mariaDb() ? "SET USER" : "SET_USER_ID (SET_ANY_DEFINER from 8.2 on)")
                                + " ON *.* TO the user, or drop the trigger."))
                .toList();
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

    private String grant(String privilege, TableName table) {
        return "GRANT " + privilege + " ON " + Names.quote(server.database()) + "." + Names.quote(table.name())
                + " TO the user.";
    }
}
