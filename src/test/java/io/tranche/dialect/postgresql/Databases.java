package io.tranche.dialect.postgresql;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Asked;
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
import io.tranche.row.BatchHandler;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.RowForm;
import io.tranche.row.RowSink;
import io.tranche.row.TextKeys;
import io.tranche.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the tests of this dialect do again and again. */
final class Databases {
    private Databases() {}

    static Source source(TestServer server, String database) {
        return PostgreSqlDialect.INSTANCE.openSource(server.config(database), Listener.NONE);
    }

    static Target target(TestServer server, String database) {
        return PostgreSqlDialect.INSTANCE.openTarget(server.config(database), Listener.NONE);
    }

    static ConnectionConfig with(ConnectionConfig config, String user, String password) {
        return new ConnectionConfig(
                config.name(),
                config.vendor(),
                config.addresses(),
                config.socket(),
                Optional.of(user),
                Optional.of(new io.tranche.config.Secret(password)),
                config.database(),
                config.tls(),
                config.start(),
                config.isProtected(),
                config.parameters());
    }

    static ConnectionConfig with(ConnectionConfig config, List<String> start, Map<String, String> parameters) {
        return new ConnectionConfig(
                config.name(),
                config.vendor(),
                config.addresses(),
                config.socket(),
                config.user(),
                config.password(),
                config.database(),
                config.tls(),
                start,
                config.isProtected(),
                parameters);
    }

    static Table table(Catalog catalog, String name) {
        return catalog.find(name).orElseThrow(() -> new AssertionError(name + " is not in the catalog"));
    }

    static Query whole(Table table) {
        return Query.of(
                table, List.of(), table.writable().stream().map(Output::of).toList());
    }

    static Snapshot snapshot(Source source) {
        return source.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
    }

    /** Copies a whole table by the dialect's own means. */
    static long copy(Source source, Target target, Table table) {
        return copy(source, target, table, RowForm.TEXT);
    }

    /** Copies a whole table in the form that the dialect chooses. */
    static long copyFast(Source source, Target target, Table table) {
        List<Column> to = target.catalog().table(table.name()).writable();
        return copy(source, target, table, PostgreSqlDialect.INSTANCE.rowForm(table.writable(), to, Set.of()));
    }

    static long copy(Source source, Target target, Table table, RowForm form) {
        try (Snapshot snapshot = snapshot(source);
                Reader reader = snapshot.reader();
                TargetSession session = target.session()) {
            RowSink sink = session.load(table, table.writable(), form);
            reader.read(whole(table).as(form), sink::write);
            long stored = sink.finish();
            session.commit();
            return stored;
        }
    }

    /** Copies a whole table over a copy that has nothing but the numbers of some rows. */
    static long replace(Source source, Target target, Table table) {
        copy(source, target, table);
        List<Column> id = table.columnsOf(List.of("id"));
        KeyForm form = PostgreSqlDialect.INSTANCE.form(id);
        LineKey key = new LineKey(id, form, new KeyColumns(new int[] {0}, form.integer()), 0);
        try (Snapshot snapshot = snapshot(source);
                Reader reader = snapshot.reader();
                TargetSession session = target.session()) {
            session.execute("UPDATE " + Quoting.table(table.name()) + " SET v = NULL");
            session.execute("DELETE FROM " + Quoting.table(table.name()) + " WHERE id % 2 = 0");
            RowSink sink = session.replace(table, table.writable(), key);
            reader.read(whole(table), sink::write);
            long stored = sink.finish();
            session.commit();
            return stored;
        }
    }

    /** The lines as texts, without their newlines. */
    static List<String> lines(LineBatch batch) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            lines.add(new String(
                    batch.bytes(), batch.start(row), batch.end(row) - batch.start(row) - 1, StandardCharsets.UTF_8));
        }
        return lines;
    }

    static BatchHandler into(List<String> lines) {
        return batch -> lines.addAll(lines(batch));
    }

    static List<String> read(Reader reader, Query query) {
        List<String> lines = new ArrayList<>();
        reader.read(query, into(lines));
        return lines;
    }

    static Asked asked(List<Column> columns, KeyForm form, String... keys) {
        return new Asked(columns, form, keys(form, keys));
    }

    static KeyBatch keys(KeyForm form, String... keys) {
        return form.integer()
                ? LongKeys.of(Stream.of(keys).mapToLong(Long::parseLong).toArray())
                : TextKeys.of(Stream.of(keys)
                        .map(key -> key.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    static List<String> texts(KeyBatch keys) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            texts.add(
                    keys instanceof LongKeys longs
                            ? "" + longs.get(i)
                            : new String(((TextKeys) keys).get(i), StandardCharsets.UTF_8));
        }
        return texts;
    }

    /** All rows of a query, each as one text, as the server itself writes them. */
    static List<String> rows(TestServer server, String database, String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (var connection = server.connection(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }
}
