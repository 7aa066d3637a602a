package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Definition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A database's triggers, such that they can be dropped and come back as they were. */
final class Triggers {
    /** In the order in which they fire, which is the order in which they must be created. */
    private static final String LIST =
            """
            SELECT trigger_name, event_object_table
              FROM information_schema.triggers
             WHERE trigger_schema = DATABASE()
             ORDER BY event_object_table, event_manipulation, action_timing, action_order""";

    private Triggers() {}

    static List<Definition> of(JdbcConnection connection, Collection<TableName> tables) throws SQLException {
        List<Definition> found = new ArrayList<>();
        for (List<String> row : TargetConnection.rows(connection, LIST)) {
            TableName table = TableName.of(row.get(1));
            if (tables.contains(table)) {
                found.add(definition(connection, row.get(0), table));
            }
        }
        return found;
    }

    private static Definition definition(JdbcConnection connection, String name, TableName table) throws SQLException {
        // trigger, sql_mode, statement, character_set_client, collation_connection, …
        List<String> shown = TargetConnection.rows(connection, "SHOW CREATE TRIGGER " + Names.quote(name))
                .get(0);
        String statement = shown.get(2);
        boolean ascii = statement.chars().allMatch(c -> c < 128);
        List<String> create = new ArrayList<>();
        create.add("SET @tranche_sql_mode = @@sql_mode, @tranche_client = @@character_set_client,"
                + " @tranche_collation = @@collation_connection");
        // a body is sent in UTF-8; where it has nothing but ASCII, any client charset reads it
        create.add("SET sql_mode = " + text(shown.get(1))
                + (ascii ? ", character_set_client = " + shown.get(3) : "")
                + ", collation_connection = " + shown.get(4));
        create.add(statement);
        create.add("SET sql_mode = @tranche_sql_mode, character_set_client = @tranche_client,"
                + " collation_connection = @tranche_collation");
        return new Definition(
                Definition.Kind.TRIGGER,
                name,
                Optional.of(table),
                create,
                Stream.of("DROP TRIGGER IF EXISTS " + Names.quote(name)).toList());
    }

    private static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
