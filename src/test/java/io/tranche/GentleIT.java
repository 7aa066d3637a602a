package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.SourceLimits;
import io.tranche.config.Vendor;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Source;
import io.tranche.dialect.mysql.MySqlDialect;
import io.tranche.dialect.postgresql.PostgreSqlDialect;
import io.tranche.error.RunFailure;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.report.SliceReport;
import io.tranche.report.SyncReport;
import io.tranche.source.ThrottledSource;
import io.tranche.testing.Jvm;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What a run may ask of its source, and what it spares others that use it. */
class GentleIT {
    private static final String SLEEPERS = "tranche_sleepers";

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private SliceScene notes(TestServer server, String... more) throws SQLException, IOException {
        return new SliceScene(server, folder)
                .both("CREATE TABLE notes (id INT PRIMARY KEY, text VARCHAR(20))")
                .source("INSERT INTO notes VALUES (1, 'a'), (2, 'b'), (3, 'c')")
                .both(more)
                .rules("default: upon_request\nrules: {all: {where: 1 = 1}}\ntables: {notes: {rule: all}}\n");
    }

    private static String sleep(Vendor vendor, String seconds) {
        return vendor == Vendor.POSTGRESQL ? "pg_sleep(" + seconds + ") IS NOT NULL" : "SLEEP(" + seconds + ") = 0";
    }

    private static SourceLimits limits(OptionalInt connections, Optional<Duration> statement, OptionalInt running) {
        return new SourceLimits(
                OptionalLong.empty(), connections, statement, Optional.empty(), running, Optional.empty());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aStatementThatTakesTooLongEndsTheRun(TestServer server) throws Exception {
        SliceScene scene = notes(server)
                .rules("default: upon_request\ntables:\n  notes: {where: \"" + sleep(server.vendor(), "30") + "\"}\n")
                .within(limits(OptionalInt.empty(), Optional.of(Duration.ofMillis(300)), OptionalInt.empty()));

        RunFailure failure = assertThrows(RunFailure.class, scene::slice);

        assertTrue(failure.getMessage().contains("notes"), failure.getMessage());
        assertTrue(failure.getMessage().contains("time"), failure.getMessage());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void comparisonsKeepTheLimitsToo(TestServer server) throws Exception {
        SyncScene scene = new SyncScene(server, folder, "gentle")
                .both("CREATE TABLE notes (id INT PRIMARY KEY, text VARCHAR(20))", "INSERT INTO notes VALUES (1, 'a')")
                .rules("default: upon_request\ntables: {notes: {mask: {text: \"CASE WHEN "
                        + sleep(server.vendor(), "30") + " THEN 'b' END\"}}}\n")
                .within(limits(OptionalInt.empty(), Optional.of(Duration.ofMillis(300)), OptionalInt.empty()));

        SyncReport report = scene.diff();

        String error = report.tables().get(0).error().orElse("");
        assertTrue(error.contains("time"), report::toString);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void readingWaitsUntilTheServerHasLessToDo(TestServer server) throws Exception {
        SliceScene scene = notes(server).within(limits(OptionalInt.empty(), Optional.empty(), OptionalInt.of(4)));
        List<CompletableFuture<Void>> sleepers = new ArrayList<>();

        scene.atNotice("Source:", () -> {
                    for (int i = 0; i < 6; i++) {
                        sleepers.add(CompletableFuture.runAsync(() -> sleep(server), threads));
                    }
                    await(() -> running(server) >= 6);
                })
                .atNotice("Reading pauses", () -> wake(server))
                .slice();

        assertEquals(1, scene.notices("Reading pauses: the server works on").size());
        assertEquals(1, scene.notices("Reading goes on").size());
        assertEquals("3", scene.inTarget("SELECT COUNT(*) FROM notes"));
        CompletableFuture.allOf(sleepers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }

    private static void sleep(TestServer server) {
        try {
            String sql = server.vendor() == Vendor.POSTGRESQL ? "SELECT pg_sleep(600)" : "SELECT SLEEP(600)";
            server.execute("", sql + " AS " + SLEEPERS);
        } catch (SQLException e) {
            assertTrue(e.getMessage().matches("(?i).*(cancel|interrupted|killed).*"), e.getMessage());
        }
    }

    private static void wake(TestServer server) {
        try {
            if (server.vendor() == Vendor.POSTGRESQL) {
                server.execute(
                        "",
                        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE '%" + SLEEPERS
                                + "%' AND pid <> pg_backend_pid()");
                return;
            }
            String ids = server.value(
                    "",
                    "SELECT GROUP_CONCAT(id) FROM information_schema.processlist WHERE info LIKE '%" + SLEEPERS
                            + "%' AND id <> CONNECTION_ID()");
            for (String id : ids.split(",")) {
                server.execute("", "KILL QUERY " + id);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long running(TestServer server) {
        return count(
                server,
                server.vendor() == Vendor.POSTGRESQL
                        ? "SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%" + SLEEPERS
                                + "%' AND pid <> pg_backend_pid()"
                        : "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE '%" + SLEEPERS
                                + "%' AND id <> CONNECTION_ID()");
    }

    private static long count(TestServer server, String query) {
        try {
            return Long.parseLong(server.value("", query));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it never came to that");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** As `watch` does, again and again. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void whoeverAsksForThePositionWaitsToo(TestServer server) throws Exception {
        notes(server);
        List<CompletableFuture<Void>> sleepers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sleepers.add(CompletableFuture.runAsync(() -> sleep(server), threads));
        }
        await(() -> running(server) >= 6);
        List<String> notices = new CopyOnWriteArrayList<>();
        Dialect dialect = server.vendor() == Vendor.POSTGRESQL ? PostgreSqlDialect.INSTANCE : new MySqlDialect();
        Source plain = dialect.openSource(server.config(SliceScene.SOURCE), Listener.NONE);
        try (Source source = new ThrottledSource(
                plain, List.of(plain), limits(OptionalInt.empty(), Optional.empty(), OptionalInt.of(4)), event -> {
                    if (event instanceof Event.Notice notice) {
                        notices.add(notice.text());
                        if (notice.text().startsWith("Reading pauses")) {
                            wake(server);
                        }
                    }
                })) {
            source.position();
        }
        assertEquals(2, notices.size(), notices::toString);
        CompletableFuture.allOf(sleepers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void noMoreConnectionsAreOpenThanAllowed(TestServer server) throws Exception {
        SliceScene scene = notes(server).within(limits(OptionalInt.of(5), Optional.empty(), OptionalInt.of(1_000)));
        List<Long> open = new ArrayList<>();
        String query = server.vendor() == Vendor.POSTGRESQL
                ? "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '" + SliceScene.SOURCE + "'"
                : "SELECT COUNT(*) FROM information_schema.processlist WHERE db = '" + SliceScene.SOURCE + "'";

        scene.atNotice("Source:", () -> open.add(count(server, query))).slice();

        assertEquals(1, open.size());
        assertTrue(open.get(0) >= 3 && open.get(0) <= 5, open::toString);
    }

    /** Of a process that is told to end; Ctrl-C takes the same way. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void whatTheServerWorksOnEndsWithTheRun(TestServer server) throws Exception {
        SliceScene scene = notes(server);
        scene.rules("default: upon_request\ntables:\n  notes: {where: \"" + sleep(server.vendor(), "600")
                + " OR text = '" + SLEEPERS + "'\"}\n");
        Process process = Jvm.tranche(folder, "stopped.log", "slice", "-r", "prod", "-w", "dev")
                .start();
        try {
            await(() -> running(server) > 0);
            process.destroy();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertEquals(143, process.exitValue(), Files.readString(folder.resolve("stopped.log")));
        await(() -> running(server) == 0);
    }

    @OnEachServer
    void tablesWithoutTransactionsAreNamedAndLocked(TestServer server) throws Exception {
        SliceScene scene = notes(server, "CREATE TABLE old (id INT PRIMARY KEY) ENGINE = MyISAM")
                .source("INSERT INTO old VALUES (1)")
                .rules("default: upon_request\nrules: {all: {where: 1 = 1}}\n"
                        + "tables: {notes: {rule: all}, old: {rule: all}}\n");
        AtomicBoolean written = new AtomicBoolean();

        SliceReport report = scene.atNotice("Source:", () -> {
                    try {
                        server.execute(SliceScene.SOURCE, "SET lock_wait_timeout = 1", "INSERT INTO old VALUES (2)");
                        written.set(true);
                    } catch (SQLException e) {
                        assertTrue(e.getMessage().contains("Lock wait timeout"), e.getMessage());
                    }
                })
                .slice();

        assertFalse(written.get());
        assertEquals(
                1,
                scene.notices("Tables without transactions: old (MyISAM). They are locked")
                        .size());
        assertTrue(
                report.snapshot().endsWith("; locked, for they have no transactions: old (MyISAM)"), report.snapshot());
        server.execute(SliceScene.SOURCE, "INSERT INTO old VALUES (2)");
    }

    @OnEachServer
    void tablesWithoutTransactionsThatCannotBeLockedAreReported(TestServer server) throws Exception {
        SliceScene scene = notes(server, "CREATE TABLE old (id INT PRIMARY KEY) ENGINE = MEMORY")
                .rules("default: upon_request\nrules: {all: {where: 1 = 1}}\n"
                        + "tables: {notes: {rule: all}, old: {rule: all}}\n");
        server.execute(
                "",
                "DROP USER IF EXISTS looks_only",
                "CREATE USER looks_only IDENTIFIED BY 'pw'",
                "GRANT SELECT ON " + SliceScene.SOURCE + ".* TO looks_only");
        scene.config("connection:\n"
                + scene.connection("prod", SliceScene.SOURCE, scene.address(), "looks_only", "pw", "")
                + scene.connection("dev", SliceScene.TARGET, ""));

        SliceReport report = scene.slice();

        assertEquals(
                1,
                scene.notices("Tables without transactions: old (MEMORY). They cannot be locked")
                        .size());
        assertTrue(
                report.snapshot().endsWith("; not of this moment, for they have no transactions: old (MEMORY)"),
                report.snapshot());
    }

    /**
     * FLUSH TABLES WITH READ LOCK would wait for the query, and all writers for it; after it had given up, whoever wants the
     * query's table would still wait for the query.
     */
    @OnEachServer(Vendor.MYSQL)
    void aLongQueryDoesNotMakeWritersWaitBehindTheSnapshot(TestServer server) throws Exception {
        SliceScene scene = notes(server).source("CREATE TABLE other (id INT AUTO_INCREMENT PRIMARY KEY)");
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Void> query = CompletableFuture.runAsync(
                () -> {
                    try {
                        server.execute(
                                SliceScene.SOURCE, "SELECT SLEEP(600) AS " + SLEEPERS + " FROM notes WHERE id = 1");
                    } catch (SQLException e) {
                        assertTrue(stop.get(), e.getMessage());
                    }
                },
                threads);
        await(() -> count(
                        server,
                        "SELECT COUNT(*) FROM information_schema.processlist WHERE time > 2 AND info LIKE '%" + SLEEPERS
                                + " FROM notes%' AND id <> CONNECTION_ID()")
                == 1);
        CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> write(server, stop), threads);

        SliceReport report = scene.slice();

        stop.set(true);
        assertTrue(writer.get(30, TimeUnit.SECONDS) > 0);
        assertTrue(report.snapshot().contains("read locks on the tables"), report.snapshot());
        wake(server);
        query.get(30, TimeUnit.SECONDS);
    }

    /** Fails where one write waits for longer than the snapshot's lock may be waited for. */
    private static int write(TestServer server, AtomicBoolean stop) {
        try (Connection connection = server.connection(SliceScene.SOURCE);
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_wait_timeout = 5");
            int written = 0;
            while (!stop.get()) {
                written += statement.executeUpdate("INSERT INTO other VALUES ()");
            }
            return written;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void lookupsThatNoIndexHelpsAreWarnedOfWithTheRowsToBeScanned(TestServer server) throws Exception {
        String numbers = server.vendor() == Vendor.POSTGRESQL
                ? "SELECT n, n, n FROM generate_series(1, 3000) n"
                : "SELECT seq, seq, seq FROM seq_1_to_3000";
        SliceScene scene = notes(server, "CREATE TABLE parts (id INT PRIMARY KEY, note INT, code INT)")
                .source(
                        "INSERT INTO parts " + numbers,
                        server.vendor() == Vendor.POSTGRESQL ? "ANALYZE parts" : "ANALYZE TABLE parts");
        scene.rules(
                """
                default: upon_request
                tables:
                  notes: {where: id < 3}
                  parts: {rule: join, table: notes, reference: note}
                references:
                  - {from: parts.note, to: notes.id}
                  - {from: notes.id, to: parts.code}
                """);

        scene.slice();

        String parts = server.vendor() == Vendor.POSTGRESQL ? "public.parts" : "parts";
        List<String> told = scene.notices("finds no index of " + parts);
        assertEquals(2, told.size(), told::toString);
        assertTrue(
                told.stream().anyMatch(text -> text.contains("the children") && text.contains("over note:")),
                told::toString);
        assertTrue(
                told.stream().anyMatch(text -> text.contains("the parents") && text.contains("over code:")),
                told::toString);
        assertTrue(told.stream().allMatch(text -> text.matches(".*about [23],\\d{3} rows.*")), told::toString);
    }
}
