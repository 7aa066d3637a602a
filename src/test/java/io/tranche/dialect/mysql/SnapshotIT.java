package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.ConnectionConfig;
import io.tranche.config.Vendor;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.SqlFailure;
import io.tranche.progress.Listener;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SnapshotIT {
    private static final String DATABASE = "it_snapshot";
    private static final String SUMS =
            "SELECT (SELECT SUM(n) FROM a), (SELECT SUM(n) FROM b), (SELECT COUNT(*) FROM log)";

    private static final Duration AT_FULL_SPEED = Duration.ZERO;
    private static final String BY_POSITION = "one position of the binary log";
    private static final String UNDER_LOCK = "a read lock on the server";

    private static void tables(TestServer server) throws SQLException {
        tables(server, DATABASE);
    }

    private static void tables(TestServer server, String database) throws SQLException {
        server.createDatabase(database);
        server.execute(
                database,
                "CREATE TABLE a (id INT PRIMARY KEY, n BIGINT)",
                "CREATE TABLE b (id INT PRIMARY KEY, n BIGINT)",
                "CREATE TABLE log (id BIGINT AUTO_INCREMENT PRIMARY KEY)",
                "INSERT INTO a VALUES (1, 0), (2, 0), (3, 0)",
                "INSERT INTO b VALUES (1, 0), (2, 0), (3, 0)");
    }

    private static Source open(ConnectionConfig config) {
        return new MySqlDialect().openSource(config, Listener.NONE);
    }

    private static ConnectionConfig as(ConnectionConfig config, String user) {
        return new ConnectionConfig(
                config.name(),
                config.vendor(),
                config.addresses(),
                config.socket(),
                Optional.of(user),
                Optional.empty(),
                config.database(),
                config.tls(),
                config.start(),
                config.isProtected(),
                config.parameters());
    }

    /** Writers move amounts from one table to the other, so that every moment has the same sum. */
    private static List<Future<Void>> writers(
            TestServer server, String database, ExecutorService threads, AtomicBoolean stop, Duration pause) {
        List<Future<Void>> writers = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            int mine = id;
            writers.add(threads.submit(() -> {
                try (Connection connection = server.connection(database);
                        Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    while (!stop.get()) {
                        statement.execute("UPDATE a SET n = n + 1 WHERE id = " + mine);
                        statement.execute("UPDATE b SET n = n - 1 WHERE id = " + mine);
                        statement.execute("INSERT INTO log VALUES ()");
                        connection.commit();
                        Thread.sleep(pause.toMillis());
                    }
                }
                return null;
            }));
        }
        return writers;
    }

    private static void assertOneMoment(TestServer server, ConnectionConfig config, Duration pause, String... ways)
            throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Void>> writers = writers(server, config.database(), threads, stop, pause);
        Set<String> moments = new HashSet<>();
        try (Source source = open(config)) {
            for (int i = 0; i < 15; i++) {
                try (Snapshot snapshot = source.snapshot(4, Consistency.SNAPSHOT, Optional.empty())) {
                    assertTrue(Stream.of(ways).anyMatch(snapshot.description()::contains), snapshot.description());
                    assertEquals(4, snapshot.readers());
                    Set<List<String>> seen = new HashSet<>();
                    List<Reader> readers = new ArrayList<>();
                    for (int r = 0; r < 4; r++) {
                        Reader reader = snapshot.reader();
                        readers.add(reader);
                        seen.add(reader.rows(SUMS).get(0));
                    }
                    for (Reader reader : readers) {
                        seen.add(reader.rows(SUMS).get(0));
                        reader.close();
                    }
                    assertEquals(1, seen.size(), "readers saw " + seen);
                    List<String> sums = seen.iterator().next();
                    assertEquals(0, Long.parseLong(sums.get(0)) + Long.parseLong(sums.get(1)));
                    moments.add(sums.get(2));
                }
            }
        } finally {
            stop.set(true);
            for (Future<Void> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            threads.shutdown();
        }
        assertTrue(moments.size() > 5, "the writers were at work between the snapshots: " + moments);
    }

    /** Between the commits of writers at full speed MariaDB's snapshots may not meet, and the server is locked. */
    @OnEachServer(Vendor.MARIADB)
    void showsAllReadersOneMomentWhileOthersWrite(TestServer server) throws Exception {
        tables(server);
        assertOneMoment(server, server.config(DATABASE), AT_FULL_SPEED, BY_POSITION, UNDER_LOCK);
    }

    @OnEachServer(Vendor.MARIADB)
    void meetsAtOnePositionOfTheLogWhereWritersLeaveRoom(TestServer server) throws Exception {
        tables(server);
        assertOneMoment(server, server.config(DATABASE), Duration.ofMillis(5), BY_POSITION);
    }

    @OnEachServer(Vendor.MYSQL)
    void locksTheServerWhereThePositionProvesNothing(TestServer server) throws Exception {
        tables(server);
        assertOneMoment(server, server.config(DATABASE), AT_FULL_SPEED, UNDER_LOCK);
    }

    /** Commits to the database that the log leaves out do not move it. */
    @Test
    void doesNotRelyOnALogThatLeavesDatabasesOut() throws Exception {
        TestServer server = Servers.restartable(Vendor.MARIADB).server();
        tables(server, Servers.UNLOGGED);
        assertOneMoment(server, server.config(Servers.UNLOGGED), Duration.ZERO, "a read lock on the server");
    }

    @OnEachServer(Vendor.MYSQL)
    void locksTheTablesWhereItMayNotLockTheServer(TestServer server) throws Exception {
        tables(server);
        server.execute(
                "",
                "DROP USER IF EXISTS locker",
                "CREATE USER locker",
                "GRANT SELECT, LOCK TABLES ON `" + DATABASE + "`.* TO locker");
        assertOneMoment(server, as(server.config(DATABASE), "locker"), AT_FULL_SPEED, "read locks on the tables");
    }

    @OnEachServer
    void readsWithOneReaderWhereItMayLockNothing(TestServer server) throws SQLException {
        tables(server);
        server.execute(
                "",
                "DROP USER IF EXISTS looker",
                "CREATE USER looker",
                "GRANT SELECT ON `" + DATABASE + "`.* TO looker");
        try (Source source = open(as(server.config(DATABASE), "looker"));
                Snapshot snapshot = source.snapshot(3, Consistency.SNAPSHOT, Optional.empty())) {
            boolean mariaDb = server.vendor() == Vendor.MARIADB;
            assertEquals(mariaDb ? 3 : 1, snapshot.readers());
            assertTrue(snapshot.description().contains(mariaDb ? "one position" : "one reader alone"));
            assertEquals(3, source.catalog().tables().size());
        }
    }

    @OnEachServer
    void gaveTheLocksBack(TestServer server) throws SQLException {
        tables(server);
        try (Source source = open(server.config(DATABASE));
                Snapshot snapshot = source.snapshot(2, Consistency.SNAPSHOT, Optional.empty());
                Reader reader = snapshot.reader()) {
            String before = snapshot.position();
            assertTrue(!before.isEmpty());
            server.execute(DATABASE, "INSERT INTO log VALUES ()");
            assertEquals(List.of(List.of("0")), reader.rows("SELECT COUNT(*) FROM log"));
            try (Snapshot later = source.snapshot(2, Consistency.SNAPSHOT, Optional.empty())) {
                assertNotEquals(before, later.position());
                try (Snapshot again = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty())) {
                    assertEquals(later.position(), again.position());
                }
            }
        }
    }

    @OnEachServer
    void holdsTheSameNowInAllReadersAndAgainLater(TestServer server) throws SQLException {
        tables(server);
        try (Source source = open(server.config(DATABASE))) {
            String now;
            String shown;
            try (Snapshot snapshot = source.snapshot(2, Consistency.SNAPSHOT, Optional.empty());
                    Reader one = snapshot.reader();
                    Reader two = snapshot.reader()) {
                now = snapshot.now();
                shown = one.rows("SELECT NOW(6), SLEEP(0.01)").get(0).get(0);
                assertEquals(shown, two.rows("SELECT NOW(6)").get(0).get(0));
            }
            try (Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.of(now));
                    Reader reader = snapshot.reader()) {
                assertEquals(now, snapshot.now());
                assertEquals(shown, reader.rows("SELECT NOW(6)").get(0).get(0));
            }
        }
    }

    @OnEachServer
    void neverWritesToTheSource(TestServer server) throws SQLException {
        tables(server);
        try (Source source = open(server.config(DATABASE))) {
            for (Consistency consistency : Consistency.values()) {
                try (Snapshot snapshot = source.snapshot(1, consistency, Optional.empty());
                        Reader reader = snapshot.reader()) {
                    assertThrows(SqlFailure.class, () -> reader.rows("DELETE FROM a"));
                }
            }
        }
        assertEquals("3", server.value(DATABASE, "SELECT COUNT(*) FROM a"));
    }

    @OnEachServer
    void tellsWhenAllReadersAreLost(TestServer server) throws SQLException {
        tables(server);
        try (Source source = open(server.config(DATABASE));
                Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty())) {
            try (Reader reader = snapshot.reader()) {
                String id = reader.rows("SELECT CONNECTION_ID()").get(0).get(0);
                server.execute("", "KILL " + id);
                SqlFailure failure = assertThrows(SqlFailure.class, () -> reader.rows("SELECT 1"));
                assertEquals(SqlFailure.Kind.CONNECTION_LOST, failure.kind());
            }
            SqlFailure failure = assertThrows(SqlFailure.class, snapshot::reader);
            assertEquals(SqlFailure.Kind.CONNECTION_LOST, failure.kind());
        }
    }
}
