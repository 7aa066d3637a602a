package io.tranche.proof.schema.random;

import io.tranche.config.Vendor;
import io.tranche.proof.random.Dice;
import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A change of one object.
 *
 * @param object its name, as differences are told of
 */
record Mutation(String statement, String object) {
    private static final String OF_MYSQL =
            """
            SELECT 'VIEW', table_name FROM information_schema.views WHERE table_schema = DATABASE()
             UNION ALL SELECT 'TABLE', table_name FROM information_schema.tables
              WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND engine = 'InnoDB'
             UNION ALL SELECT 'TRIGGER', trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()
             UNION ALL SELECT routine_type, routine_name FROM information_schema.routines
              WHERE routine_schema = DATABASE() AND routine_type IN ('PROCEDURE', 'FUNCTION')
             UNION ALL SELECT 'EVENT', event_name FROM information_schema.events WHERE event_schema = DATABASE()
             ORDER BY 1, 2""";

    private static final String OF_POSTGRESQL =
            """
            SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END,
                   n.nspname, c.relname
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_index i ON i.indexrelid = c.oid
             WHERE (c.relkind IN ('r', 'v', 'm') AND NOT c.relispartition OR c.relkind = 'i' AND NOT i.indisunique
                    AND NOT EXISTS (SELECT 1 FROM pg_inherits h WHERE h.inhrelid = c.oid))
               AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
               AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
             UNION ALL
            SELECT 'FUNCTION', n.nspname, p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND p.oid::regprocedure::text ~ '[(]integer[)]$'
               AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
             ORDER BY 1, 2, 3""";

    /** One by chance; none in a database without objects. */
    static Optional<Mutation> of(TestServer server, String database, Dice dice) throws SQLException {
        boolean postgresql = server.vendor() == Vendor.POSTGRESQL;
        List<Mutation> possible = new ArrayList<>();
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(postgresql ? OF_POSTGRESQL : OF_MYSQL)) {
            while (row.next()) {
                possible.add(
                        postgresql
                                ? postgresql(row.getString(1), row.getString(2), row.getString(3), dice)
                                : mysql(row.getString(1), row.getString(2), dice));
            }
        }
        return possible.isEmpty() ? Optional.empty() : Optional.of(dice.oneOf(possible));
    }

    private static Mutation mysql(String sort, String name, Dice dice) {
        String quoted = MySqlText.name(name);
        String statement = sort.equals("TABLE")
                ? "ALTER TABLE " + quoted
                        + dice.oneOf(List.of(
                                " ADD mutated INT",
                                " COMMENT = 'mutated'",
                                " ADD KEY mutated (id)",
                                " STATS_PERSISTENT = 1," + " ADD mutated INT"))
                : "DROP " + sort + " " + quoted;
        return new Mutation(statement, name);
    }

    private static Mutation postgresql(String sort, String schema, String name, Dice dice) {
        String quoted = PostgreSqlText.name(schema) + "." + PostgreSqlText.name(name);
        String statement =
                switch (sort) {
                    case "TABLE" ->
                        dice.oneOf(List.of(
                                "ALTER TABLE " + quoted + " ADD mutated INT",
                                "COMMENT ON TABLE " + quoted + " IS 'mutated'",
                                "ALTER TABLE " + quoted + " SET (autovacuum_vacuum_threshold = 77)"));
                    case "FUNCTION" -> "ALTER FUNCTION " + quoted + "(integer) COST 77";
                    case "INDEX" -> "ALTER INDEX " + quoted + " RENAME TO mutated_" + Math.abs(name.hashCode());
                    default -> "COMMENT ON " + sort + " " + quoted + " IS 'mutated'";
                };
        return new Mutation(statement, name);
    }
}
