package io.tranche;

import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.Secret;
import io.tranche.config.SourceLimits;
import io.tranche.error.Failure;
import io.tranche.error.Refusal;
import io.tranche.error.RunFailure;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.report.SliceReport;
import io.tranche.report.VerifyReport;
import io.tranche.run.SliceRequest;
import io.tranche.run.SliceRequest.Resume;
import io.tranche.run.SliceRun;
import io.tranche.run.Surroundings;
import io.tranche.run.VerifyRequest;
import io.tranche.run.VerifyRun;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assertions;

/** Two databases on one server, a config.yml that names them {@code prod} and {@code dev}, a schema.yml, and a user. */
final class SliceScene {
    static final String SOURCE = "scene_source";
    static final String TARGET = "scene_target";

    /** What the user answers when asked; empty where there is no terminal. */
    private Optional<Boolean> answer = Optional.empty();

    /** Hears of events as they happen, in the thread that they happen in. */
    private Listener also = Listener.NONE;

    private SourceLimits limits = SourceLimits.NONE;

    private final List<String> asked = new ArrayList<>();
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final TestServer server;
    private final TestServer targetServer;
    private final Path folder;
    private String read = "prod";
    private String write = "dev";
    private List<String> tables = List.of();
    private SliceRequest.Flags flags = flags(Asked.NOTHING);

    enum Asked {
        NOTHING,
        OVERWRITE,
        COPY_SCHEMA,
        /** Over what is there, without one moment. */
        INCONSISTENT,
        CONTINUE,
        EXTEND,
        /** What the run has done looks as if it had been stopped at its very end. */
        KEEP_LEDGER,
        /** The same, with tables of its own. */
        COPY_SCHEMA_AND_KEEP_LEDGER,
        COPY_SCHEMA_AND_FOREIGN_KEYS,
        COPY_SCHEMA_AND_CONTINUE
    }

    SliceScene(TestServer server, Path folder) throws SQLException, IOException {
        this(server, server, folder);
    }

    /** On two servers: what is written to the target does not move the source's position. */
    SliceScene(TestServer server, TestServer targetServer, Path folder) throws SQLException, IOException {
        this.server = server;
        this.targetServer = targetServer;
        this.folder = folder;
        server.createDatabase(SOURCE);
        targetServer.createDatabase(TARGET);
        config("connection:\n" + connection("prod", SOURCE, "") + connection("dev", TARGET, ""));
    }

    SliceScene source(String... statements) throws SQLException {
        server.execute(SOURCE, statements);
        return this;
    }

    SliceScene target(String... statements) throws SQLException {
        targetServer.execute(TARGET, statements);
        return this;
    }

    SliceScene both(String... statements) throws SQLException {
        return source(statements).target(statements);
    }

    SliceScene rules(String yaml) throws IOException {
        Files.writeString(folder.resolve("schema.yml"), yaml);
        return this;
    }

    SliceScene config(String yaml) throws IOException {
        Files.writeString(folder.resolve("config.yml"), yaml);
        return this;
    }

    /** A connection's lines in config.yml, as the server's administrator. */
    String connection(String name, String database, String more) {
        ConnectionConfig config = serverOf(database).config(database);
        return connection(
                name,
                database,
                config.addresses().get(0),
                config.user().orElseThrow(),
                config.password().map(Secret::value).orElse(""),
                more);
    }

    String connection(String name, String database, Address address, String user, String password, String more) {
        return """
                  %s:
                    type: %s
                    host: %s
                    port: %d
                    user: %s
                    database: %s
                    password: "%s"
                    tls: {mode: prefer}
                %s
                """
                .formatted(
                        name,
                        serverOf(database).vendor().name().toLowerCase(java.util.Locale.ROOT),
                        address.host(),
                        address.port(),
                        user,
                        database,
                        password,
                        more.isEmpty() ? "" : "    " + more)
                .indent(2);
    }

    Address address() {
        return server.config(SOURCE).addresses().get(0);
    }

    SliceScene from(String connection) {
        read = connection;
        return this;
    }

    SliceScene into(String connection) {
        write = connection;
        return this;
    }

    SliceScene onlyTables(String... names) {
        tables = List.of(names);
        return this;
    }

    SliceScene with(Asked asked) {
        flags = flags(asked);
        return this;
    }

    SliceScene within(SourceLimits given) {
        limits = given;
        return this;
    }

    /** Does something when a notice of this text is given. */
    SliceScene atNotice(String part, Runnable work) {
        Listener before = also;
        also = event -> {
            before.on(event);
            if (event instanceof Event.Notice notice && notice.text().contains(part)) {
                work.run();
            }
        };
        return this;
    }

    SliceScene answering(boolean yes) {
        answer = Optional.of(yes);
        return this;
    }

    /** What the user was asked, and what was listed with it. */
    List<String> asked() {
        return asked;
    }

    /** Notices and warnings of all runs that hold this text. */
    List<String> notices(String part) {
        List<String> texts = new ArrayList<>();
        for (Event event : List.copyOf(events)) {
            if (event instanceof Event.Notice notice) {
                texts.add(notice.text());
            } else if (event instanceof Event.Warning warning) {
                texts.add(warning.text());
            }
        }
        return texts.stream().filter(text -> text.contains(part)).toList();
    }

    Path folder() {
        return folder;
    }

    TestServer server() {
        return server;
    }

    SliceReport slice() {
        SliceRequest request = new SliceRequest(
                List.of(read.split(",")),
                Optional.of(write),
                Optional.empty(),
                folder.resolve("schema.yml"),
                tables,
                Map.of(),
                OptionalInt.of(2),
                limits,
                flags);
        return new SliceRun(request, new Surroundings(Map.of(), folder, this::hear, this::confirm)).run();
    }

    /** Verifies the target, with the source unless {@code from("")} said that there is none. */
    VerifyReport verify() {
        VerifyRequest request = new VerifyRequest(
                write,
                read.isEmpty() ? List.of() : List.of(read),
                Optional.empty(),
                Optional.of(folder.resolve("schema.yml")),
                tables,
                Map.of(),
                OptionalInt.of(2));
        return new VerifyRun(request, new Surroundings(Map.of(), folder, event -> {}, this::confirm)).run();
    }

    /** The slice is refused, and neither database has changed. */
    Refusal refused() throws SQLException {
        return failed(Refusal.class, 2);
    }

    /** The slice fails before it wrote anything. */
    RunFailure failedBeforeWriting() throws SQLException {
        return failed(RunFailure.class, 3);
    }

    private <F extends Failure> F failed(Class<F> kind, int exitCode) throws SQLException {
        Map<String, String> sourceBefore = state(SOURCE);
        Map<String, String> targetBefore = state(TARGET);
        F failure = Assertions.assertThrows(kind, this::slice);
        Assertions.assertEquals(exitCode, failure.exitCode());
        Assertions.assertEquals(targetBefore, state(TARGET), "the target has changed");
        Assertions.assertEquals(sourceBefore, state(SOURCE), "the source has changed");
        return failure;
    }

    /** Tables with their definition and rows, and triggers, by name: what nobody may have touched. */
    Map<String, String> state(String database) throws SQLException {
        return DatabaseState.of(serverOf(database), database);
    }

    String inTarget(String query) throws SQLException {
        return targetServer.value(TARGET, query);
    }

    TestServer targetServer() {
        return targetServer;
    }

    private TestServer serverOf(String database) {
        return database.equals(TARGET) ? targetServer : server;
    }

    private void hear(Event event) {
        events.add(event);
        also.on(event);
    }

    private Optional<Boolean> confirm(List<String> lines, String question) {
        asked.addAll(lines);
        asked.add(question);
        return answer;
    }

    private static SliceRequest.Flags flags(Asked asked) {
        return new SliceRequest.Flags(
                switch (asked) {
                    case COPY_SCHEMA,
                            COPY_SCHEMA_AND_KEEP_LEDGER,
                            COPY_SCHEMA_AND_FOREIGN_KEYS,
                            COPY_SCHEMA_AND_CONTINUE -> true;
                    case NOTHING, OVERWRITE, INCONSISTENT, CONTINUE, EXTEND, KEEP_LEDGER -> false;
                },
                asked == Asked.COPY_SCHEMA_AND_FOREIGN_KEYS,
                asked == Asked.OVERWRITE || asked == Asked.INCONSISTENT,
                switch (asked) {
                    case CONTINUE, COPY_SCHEMA_AND_CONTINUE -> Resume.CONTINUE;
                    case EXTEND -> Resume.EXTEND;
                    case NOTHING,
                            OVERWRITE,
                            COPY_SCHEMA,
                            INCONSISTENT,
                            KEEP_LEDGER,
                            COPY_SCHEMA_AND_KEEP_LEDGER,
                            COPY_SCHEMA_AND_FOREIGN_KEYS -> Resume.NONE;
                },
                false,
                asked == Asked.KEEP_LEDGER || asked == Asked.COPY_SCHEMA_AND_KEEP_LEDGER,
                asked == Asked.INCONSISTENT);
    }
}
