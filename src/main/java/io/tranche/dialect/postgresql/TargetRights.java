package io.tranche.dialect.postgresql;

import io.tranche.catalog.Table;
import io.tranche.dialect.Target.Rights;
import io.tranche.error.Problem;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the user may not do, by privilege. An ordinary owner may do everything that a run needs. */
record TargetRights(Connection connection, ReplicaRole role) {
    private static final String DATABASE =
            """
            SELECT current_user, current_database(), has_database_privilege(current_database(), 'CREATE'),
                   has_database_privilege(current_database(), 'TEMP'),
                   coalesce((SELECT has_schema_privilege(oid, 'CREATE, USAGE')
                             FROM pg_catalog.pg_namespace WHERE nspname = 'tranche'), true),
                   EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'tranche')""";

    /** Schema, name, owner or not, and the privileges that an owner may have taken from himself. */
    private static final String TABLES =
            """
            SELECT n.nspname, c.relname, pg_has_role(c.relowner, 'USAGE'),
                   has_schema_privilege(n.oid, 'USAGE'), has_table_privilege(c.oid, 'INSERT'),
                   has_table_privilege(c.oid, 'SELECT'), has_table_privilege(c.oid, 'TRUNCATE'),
                   has_table_privilege(c.oid, 'DELETE')
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')""";

    List<Problem> missing(Collection<Table> tables, Rights rights) {
        List<String> database = Rows.of(connection, DATABASE).get(0);
        List<Problem> problems = new ArrayList<>();
        String user = database.get(0);
        boolean ledgerSchema = database.get(5).equals("t");
        if (database.get(2).equals("f") && (rights == Rights.CREATE || !ledgerSchema)) {
            problems.add(new Problem(
                    "database " + database.get(1),
                    "user " + user + " has no CREATE privilege on it, which a run needs for its ledger (schema tranche)"
                            + (rights == Rights.CREATE ? " and for new schemas." : "."),
                    "GRANT CREATE ON DATABASE " + Quoting.identifier(database.get(1)) + " TO "
                            + Quoting.identifier(user) + ";"));
        }
        if (database.get(4).equals("f")) {
            problems.add(new Problem(
                    "schema tranche",
                    "user " + user + " may not use this schema, which holds the ledger.",
                    "GRANT CREATE, USAGE ON SCHEMA tranche TO " + Quoting.identifier(user) + ";"));
        }
        if (rights == Rights.LOAD) {
            problems.addAll(missing(tables, user));
        }
        return problems;
    }

    private List<Problem> missing(Collection<Table> tables, String user) {
        Map<String, List<String>> known = new HashMap<>();
        Rows.of(connection, TABLES).forEach(row -> known.put(row.get(0) + "." + row.get(1), row));
        List<Problem> problems = new ArrayList<>();
        for (Table table : tables) {
            List<String> row = known.get(table.name().toString());
            if (row != null) {
                missing(table, row, user).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private java.util.Optional<Problem> missing(Table table, List<String> row, String user) {
        List<String> lacking = new ArrayList<>();
        if (row.get(3).equals("f")) {
            lacking.add("USAGE of its schema");
        }
        if (row.get(4).equals("f")) {
            lacking.add("INSERT");
        }
        if (row.get(5).equals("f")) {
            lacking.add("SELECT");
        }
        if (row.get(6).equals("f") && row.get(7).equals("f")) {
            lacking.add("TRUNCATE or DELETE");
        }
        if (role == ReplicaRole.FORBIDDEN && row.get(2).equals("f")) {
            lacking.add("its ownership (triggers and foreign keys must be switched off)");
        }
        if (lacking.isEmpty()) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(new Problem(
                "table " + table.name(),
                "user " + user + " lacks " + String.join(", ", lacking) + ".",
                "Grant it, or connect as the table's owner."));
    }
}
