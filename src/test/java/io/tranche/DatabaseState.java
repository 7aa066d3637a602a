package io.tranche;

import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tables with their definition and rows, and triggers, by name: what nobody may have touched. */
public final class DatabaseState {
    /** Schema, name, and all that belongs to the table; numbers of objects are left out, for they change. */
    private static final String POSTGRESQL =
            """
            SELECT format('%I.%I', n.nspname, c.relname), concat_ws(E'\\n', c.relkind, c.relowner::regrole, c.relacl,
              (SELECT string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                 (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d
                  WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum)), E'\\n' ORDER BY a.attnum)
               FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
              (SELECT string_agg(concat_ws(' ', r.conname, pg_get_constraintdef(r.oid), r.convalidated, r.condeferrable,
                 obj_description(r.oid, 'pg_constraint')), E'\\n' ORDER BY r.conname)
               FROM pg_constraint r WHERE r.conrelid = c.oid),
              (SELECT string_agg(pg_get_indexdef(i.indexrelid), E'\\n' ORDER BY 1) FROM pg_index i
               WHERE i.indrelid = c.oid),
              (SELECT string_agg(pg_get_triggerdef(t.oid) || t.tgenabled::text, E'\\n' ORDER BY t.tgname) FROM pg_trigger t
               WHERE t.tgrelid = c.oid AND NOT t.tgisinternal))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'""";

    private DatabaseState() {}

    public static Map<String, String> of(TestServer server, String database) throws SQLException {
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement()) {
            return switch (server.vendor()) {
                case MARIADB, MYSQL -> ofMySql(statement);
                case POSTGRESQL -> ofPostgreSql(statement);
            };
        }
    }

    /** Without the rows; PostgreSQL only. */
    static Map<String, String> definitions(TestServer server, String database) throws SQLException {
        Map<String, String> definitions = of(server, database);
        definitions.replaceAll((name, state) -> state.substring(0, state.lastIndexOf('\n')));
        return definitions;
    }

    private static Map<String, String> ofMySql(Statement statement) throws SQLException {
        Map<String, String> state = new TreeMap<>();
        for (String table : column(statement, "SHOW TABLES", 1)) {
            String quoted = "`" + table.replace("`", "``") + "`";
            String ddl = column(statement, "SHOW CREATE TABLE " + quoted, 2).get(0);
            List<String> rows = column(statement, "CHECKSUM TABLE " + quoted, 2);
            state.put(table, ddl + rows);
        }
        column(statement, "SHOW TRIGGERS", 1).forEach(trigger -> state.put("trigger " + trigger, ""));
        return state;
    }

    private static Map<String, String> ofPostgreSql(Statement statement) throws SQLException {
        Map<String, String> state = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(POSTGRESQL)) {
            while (rows.next()) {
                state.put(rows.getString(1), rows.getString(2));
            }
        }
        for (Map.Entry<String, String> table : state.entrySet()) {
            String rows = "SELECT count(*) || ' ' || md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM "
                    + table.getKey() + " t";
            table.setValue(table.getValue() + "\n" + column(statement, rows, 1));
        }
        return state;
    }

    private static List<String> column(Statement statement, String sql, int index) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(index));
            }
        }
        return values;
    }
}
