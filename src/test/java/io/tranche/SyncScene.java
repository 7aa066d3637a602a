package io.tranche;

import io.tranche.catalog.TableSelection;
import io.tranche.config.SourceLimits;
import io.tranche.config.SyncStrategy.Method;
import io.tranche.progress.Listener;
import io.tranche.report.SyncReport;
import io.tranche.run.DiffRun;
import io.tranche.run.DifferenceOutput;
import io.tranche.run.Surroundings;
import io.tranche.run.SyncRequest;
import io.tranche.run.SyncRequest.Flag;
import io.tranche.run.SyncRequest.Signature;
import io.tranche.run.SyncRun;
import io.tranche.run.WatchRequest;
import io.tranche.run.WatchRun;
import io.tranche.testing.Relay;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A source and a copy of it on one server, and the runs that compare and repair them. */
final class SyncScene {
    private final TestServer server;
    private final Path folder;
    private final String source;
    private final String copy;
    private List<String> named = List.of();
    private int workers = 2;
    private Method method = Method.MERGE;
    private TableSelection tables = TableSelection.ALL;
    private OptionalInt sourcePort = OptionalInt.empty();
    private OptionalInt copyPort = OptionalInt.empty();
    private OptionalInt batch = OptionalInt.empty();
    private Signature signature = Signature.OFF;
    private SourceLimits limits = SourceLimits.NONE;
    private Optional<String> reader = Optional.empty();
    private Optional<String> timestamp = Optional.empty();

    /** @param name of the two databases, which are made anew */
    SyncScene(TestServer server, Path folder, String name) throws SQLException {
        this.server = server;
        this.folder = folder;
        this.source = name + "_source";
        this.copy = name + "_copy";
        server.createDatabase(source);
        server.createDatabase(copy);
    }

    String sourceName() {
        return source;
    }

    String copyName() {
        return copy;
    }

    SyncScene both(String... statements) throws SQLException {
        return source(statements).copy(statements);
    }

    SyncScene source(String... statements) throws SQLException {
        server.execute(source, statements);
        return this;
    }

    SyncScene copy(String... statements) throws SQLException {
        server.execute(copy, statements);
        return this;
    }

    /** Connections of config.yml take the place of URLs. */
    SyncScene between(String read, String write) {
        named = List.of(read, write);
        return this;
    }

    SyncScene method(Method wanted) {
        method = wanted;
        return this;
    }

    SyncScene workers(int wanted) {
        workers = wanted;
        return this;
    }

    SyncScene signature(Signature wanted) {
        signature = wanted;
        return this;
    }

    SyncScene within(SourceLimits wanted) {
        limits = wanted;
        return this;
    }

    /** The source is read as this user from now on, who may look at its rows and at nothing else (MySQL, MariaDB). */
    SyncScene readAs(String user) throws SQLException {
        source(
                "DROP USER IF EXISTS '" + user + "'@'%'",
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'secret'",
                "GRANT SELECT ON " + source + ".* TO '" + user + "'@'%'");
        reader = Optional.of(user);
        return this;
    }

    /** {@code --timestamp}. */
    SyncScene timestamp(String column) {
        timestamp = Optional.of(column);
        return this;
    }

    SyncScene batch(int rows) {
        batch = OptionalInt.of(rows);
        return this;
    }

    SyncScene tables(List<String> include, List<String> exclude) {
        tables = new TableSelection(include, exclude);
        return this;
    }

    SyncScene schemas(String... wanted) {
        tables = new TableSelection(List.of(), List.of(), List.of(wanted));
        return this;
    }

    /** schema.yml. */
    SyncScene rules(String yaml) throws IOException {
        Files.writeString(folder.resolve("schema.yml"), yaml);
        return this;
    }

    SyncReport diff() {
        return diff(DifferenceOutput.NONE);
    }

    SyncReport diff(DifferenceOutput output) {
        return diff(Listener.NONE, output);
    }

    SyncReport diff(Listener listener, DifferenceOutput output) {
        return new DiffRun(request(Set.of()), surroundings(listener)).run(output);
    }

    SyncReport dryRun() {
        return new DiffRun(request(Set.of()), surroundings(Listener.NONE)).rehearse();
    }

    SyncReport sync(Flag... flags) {
        return sync(Listener.NONE, flags);
    }

    SyncReport sync(Listener listener, Flag... flags) {
        return new SyncRun(request(Set.of(flags)), surroundings(listener)).run();
    }

    /** Until this thread is interrupted. */
    void watch(Duration interval, Optional<WatchRequest.Endpoint> figures, Listener listener) {
        new WatchRun(new WatchRequest(request(Set.of()), interval, figures), surroundings(listener)).run();
    }

    /** Both databases are reached through a relay from now on. */
    SyncScene through(Relay relay) {
        return sourceThrough(relay.port()).copyThrough(relay.port());
    }

    /** The source is reached by this port of this machine from now on. */
    SyncScene sourceThrough(int port) {
        sourcePort = OptionalInt.of(port);
        return this;
    }

    SyncScene copyThrough(int port) {
        copyPort = OptionalInt.of(port);
        return this;
    }

    /** As the command line takes it. */
    String sourceUrl() {
        String url = url(source, sourcePort);
        return reader.map(user -> url.replaceAll("user=.*", "user=" + user + "&password=secret"))
                .orElse(url);
    }

    String copyUrl() {
        return url(copy, copyPort);
    }

    private String url(String database, OptionalInt port) {
        int direct = server.config(database).addresses().get(0).port();
        return server.url(database).replace(":" + direct, ":" + port.orElse(direct));
    }

    private SyncRequest request(Set<Flag> flags) {
        return new SyncRequest(
                named.isEmpty() ? copyUrl() : named.get(1),
                List.of(named.isEmpty() ? sourceUrl() : named.get(0)),
                Optional.empty(),
                Optional.empty(),
                tables,
                Map.of(),
                OptionalInt.of(workers),
                batch,
                Optional.of(method),
                timestamp,
                flags,
                signature,
                Optional.empty(),
                limits);
    }

    private Surroundings surroundings(Listener listener) {
        return new Surroundings(Map.of(), folder, listener, (lines, question) -> Optional.empty());
    }

    /** Every row of a table of the source, in bytes, sorted: read with the driver alone. */
    List<String> sourceRows(String table) throws SQLException {
        return rows(source, table);
    }

    List<String> copyRows(String table) throws SQLException {
        return rows(copy, table);
    }

    private List<String> rows(String database, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    byte[] bytes = row.getBytes(i);
                    text.append(bytes == null ? "NULL" : HexFormat.of().formatHex(bytes))
                            .append(' ');
                }
                rows.add(text.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
