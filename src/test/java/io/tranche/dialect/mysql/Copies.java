package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.LineKey;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.progress.Listener;
import io.tranche.row.KeyColumns;
import io.tranche.row.RowSink;
import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies whole tables between two databases of a server, and has the server itself compare them. */
final class Copies {
    /** How rows are written. */
    enum Way {
        LOAD_DATA,
        INSERT,
        STRICT,
        /** Over rows of the same keys, by the column id. */
        REPLACE
    }

    static final String FROM = "it_from";
    static final String TO = "it_to";

    private Copies() {}

    /** Makes both databases with the same tables; rows only come into the first. */
    static void prepare(TestServer server, List<String> tables, List<String> rows) throws SQLException {
        for (String database : List.of(FROM, TO)) {
            server.createDatabase(database);
            server.execute(database, tables.toArray(String[]::new));
        }
        try (Connection connection = server.connection(FROM);
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'");
            for (String sql : rows) {
                statement.execute(sql);
            }
        }
    }

    static List<Output> outputs(Table table) {
        return table.writable().stream().map(Output::of).toList();
    }

    /** Copies each table of the one database into the other, and commits. */
    static void copyAll(TestServer server, Way way) {
        MySqlDialect dialect = new MySqlDialect();
        try (Source source = dialect.openSource(elsewhere(server.config(FROM)), Listener.NONE);
                Target target = dialect.openTarget(server.config(TO), Listener.NONE);
                Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
                Reader reader = snapshot.reader();
                TargetSession session = target.session()) {
            for (Table table : source.catalog().tables().values()) {
                copy(reader, session, table, way);
            }
            session.commit();
        }
    }

    /** Sessions in another time zone, as users have them: TIMESTAMPs must not care. */
    static ConnectionConfig elsewhere(ConnectionConfig config) {
        return new ConnectionConfig(
                config.name(),
                config.vendor(),
                config.addresses(),
                config.socket(),
                config.user(),
                config.password(),
                config.database(),
                config.tls(),
                List.of("SET time_zone = '-03:30'"),
                config.isProtected(),
                config.parameters());
    }

    static long copy(Reader reader, TargetSession session, Table table, Way way) {
        List<Column> columns = table.writable();
        RowSink sink = sink(session, table, columns, way);
        try {
            reader.read(Query.of(table, List.of(), outputs(table)), sink::write);
            return sink.finish();
        } catch (RuntimeException e) {
            sink.abort();
            throw e;
        }
    }

    static RowSink sink(TargetSession session, Table table, List<Column> columns, Way way) {
        return switch (way) {
            case LOAD_DATA -> session.load(table, columns);
            case INSERT -> ((MySqlSession) session).insert(table, columns);
            case STRICT -> session.loadStrictly(table, columns);
            case REPLACE -> session.replace(table, columns, byId(table, columns));
        };
    }

    private static LineKey byId(Table table, List<Column> columns) {
        List<Column> id = table.columnsOf(List.of("id"));
        KeyForm form = new MySqlDialect().form(id);
        return new LineKey(id, form, new KeyColumns(new int[] {columns.indexOf(id.get(0))}, form.integer()), 0);
    }

    /** What differs, in the server's eyes; empty if nothing does. */
    static List<String> differences(TestServer server, String table, List<Column> columns) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = server.connection("");
                Statement statement = connection.createStatement()) {
            String from = "`" + FROM + "`." + Names.quote(table);
            String to = "`" + TO + "`." + Names.quote(table);
            String counts = "SELECT (SELECT COUNT(*) FROM " + from + ") - (SELECT COUNT(*) FROM " + to + ")";
            if (!one(statement, counts).equals("0")) {
                found.add(table + ": other row counts");
            }
            for (Column column : columns) {
                String sql = "SELECT COUNT(*) FROM " + from + " x JOIN " + to + " y ON x.id = y.id WHERE NOT ("
                        + exact("x", column) + " <=> " + exact("y", column) + ")";
                if (!one(statement, sql).equals("0")) {
                    found.add(table + "." + column.name());
                }
            }
            if (!checksum(statement, from).equals(checksum(statement, to))) {
                found.add(table + ": other checksums");
            }
        }
        return found;
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String checksum(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("CHECKSUM TABLE " + table + " EXTENDED")) {
            row.next();
            return row.getString(2);
        }
    }

    private static String exact(String alias, Column column) {
        String name = alias + "." + Names.quote(column.name());
        return switch (column.type().name()) {
            case "float" -> "HEX(CONCAT(" + name + "*1e0))";
            case "bit", "enum", "set" -> "HEX(CONCAT(" + name + "+0))";
            case "timestamp" -> "CONCAT(UNIX_TIMESTAMP(" + name + "), ' ', " + name + ")";
            default -> "HEX(CONCAT(" + name + "))";
        };
    }
}
