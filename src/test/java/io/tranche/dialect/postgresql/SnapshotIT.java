package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Table;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SnapshotIT {
    private static TestServer server;

    @BeforeAll
    static void fill() throws SQLException {
        server = Servers.postgresql();
        server.createDatabase("moment");
        server.execute(
                "moment",
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent)",
                "INSERT INTO parent SELECT generate_series(1, 1000)",
                "INSERT INTO child SELECT i, i FROM generate_series(1, 1000) i");
    }

    /** Parents and children come and go together; readers that saw different moments would miss some. */
    @Test
    void allReadersSeeOneMomentWhileAWriterIsAtWork() throws SQLException {
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Long> writer = CompletableFuture.supplyAsync(() -> write(stop));
        try (Source source = Databases.source(server, "moment")) {
            Table parent = Databases.table(source.catalog(), "parent");
            Table child = Databases.table(source.catalog(), "child");
            for (int i = 0; i < 10; i++) {
                try (Snapshot snapshot = source.snapshot(3, Consistency.SNAPSHOT, Optional.empty());
                        Reader first = snapshot.reader();
                        Reader second = snapshot.reader();
                        Reader third = snapshot.reader()) {
                    List<String> parents = Databases.read(first, Databases.whole(parent));
                    List<String> children = Databases.read(second, Databases.whole(child));
                    assertEquals(
                            parents.stream().sorted().toList(),
                            children.stream()
                                    .map(line -> line.split("\t")[1])
                                    .sorted()
                                    .toList());
                    assertThrows(SqlFailure.class, () -> third.rows("SELECT 1/0"));
                    assertEquals(
                            List.of(List.of("" + parents.size())),
                            third.rows("SELECT count(*) FROM parent"),
                            "a reader that failed sees its moment again");
                }
            }
        } finally {
            stop.set(true);
        }
        assertTrue(writer.join() > 0);
    }

    private static long write(AtomicBoolean stop) {
        long written = 0;
        try (Connection connection = server.connection("moment");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stop.get()) {
                long id = 2000 + written++;
                statement.execute("INSERT INTO parent VALUES (" + id + ")");
                statement.execute("INSERT INTO child VALUES (" + id + ", " + id + ")");
                statement.execute("DELETE FROM child WHERE id = " + (written % 1000 + 1));
                statement.execute("DELETE FROM parent p WHERE id = " + (written % 1000 + 1));
                connection.commit();
            }
            return written;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReaderWhoseSessionWasLostJoinsTheMomentAgain() throws SQLException {
        try (Source source = Databases.source(server, "moment");
                Snapshot snapshot = Databases.snapshot(source);
                Reader reader = snapshot.reader()) {
            String before = reader.rows("SELECT count(*), sum(id) FROM child").toString();
            String pid = reader.rows("SELECT pg_backend_pid()").get(0).get(0);
            server.execute("moment", "INSERT INTO child VALUES (-1, NULL)");
            server.execute("moment", "SELECT pg_terminate_backend(" + pid + ")");
            assertEquals(
                    SqlFailure.Kind.CONNECTION_LOST,
                    assertThrows(SqlFailure.class, () -> reader.rows("SELECT 1"))
                            .kind());
            assertEquals(
                    before, reader.rows("SELECT count(*), sum(id) FROM child").toString());
            server.execute("moment", "DELETE FROM child WHERE id = -1");
        }
    }

    @Test
    void nowIsTheSameForAllReadersAndCanBeGivenAgain() {
        try (Source source = Databases.source(server, "moment")) {
            String earlier = "2001-02-03 04:05:06.789012+00";
            try (Snapshot snapshot = source.snapshot(2, Consistency.SNAPSHOT, Optional.of(earlier));
                    Reader reader = snapshot.reader()) {
                assertEquals(earlier, snapshot.now());
                assertEquals(List.of(List.of(earlier)), reader.rows("SELECT now()"));
                Table parent = Databases.table(source.catalog(), "parent");
                Query query = new Query(
                        parent,
                        List.of(),
                        List.of(),
                        List.of("CURRENT_DATE = '2001-02-03' AND id = 999"),
                        Optional.empty(),
                        List.of(),
                        OptionalLong.empty(),
                        Optional.empty());
                assertTrue(Databases.read(reader, query).size() <= 1);
            }
        }
    }

    @Test
    void tellsPositionAndIdentity() {
        try (Source source = Databases.source(server, "moment");
                Source other = Databases.source(server, "postgres");
                Snapshot snapshot = Databases.snapshot(source)) {
            assertTrue(snapshot.position().matches("[0-9A-F]+/[0-9A-F]+"), snapshot.position());
            assertEquals(source.identity(), Databases.source(server, "moment").identity());
            assertNotEquals(source.identity(), other.identity());
            assertEquals("one exported snapshot, shared by 1 reader", snapshot.description());
        }
    }

    @Test
    void refusesToReadHalfATableThatRowLevelSecurityHides() throws SQLException {
        server.createDatabase("hidden");
        server.execute(
                "hidden",
                "DROP ROLE IF EXISTS tranche_reader",
                "CREATE ROLE tranche_reader LOGIN PASSWORD 'secret'",
                "CREATE TABLE account (id int PRIMARY KEY, owner text)",
                "INSERT INTO account VALUES (1, 'tranche_reader'), (2, 'somebody')",
                "ALTER TABLE account ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON account USING (owner = current_user)",
                "GRANT SELECT ON account TO tranche_reader");
        var config = Databases.with(server.config("hidden"), "tranche_reader", "secret");
        try (Source source = PostgreSqlDialect.INSTANCE.openSource(config, Listener.NONE);
                Snapshot snapshot = Databases.snapshot(source);
                Reader reader = snapshot.reader()) {
            Query query = Databases.whole(Databases.table(source.catalog(), "account"));
            assertTrue(reader.rejection(query).orElseThrow().contains("row-level security hides rows of account"));
            SqlFailure failure = assertThrows(SqlFailure.class, () -> Databases.read(reader, query));
            assertEquals(SqlFailure.Kind.DENIED, failure.kind());
            assertTrue(failure.getMessage().contains("row-level security hides rows of account"));
        }
    }

    @Test
    void neverWritesToTheSource() {
        try (Source source = Databases.source(server, "moment");
                Snapshot none = source.snapshot(1, Consistency.NONE, Optional.empty());
                Reader reader = none.reader()) {
            var failure = assertThrows(SqlFailure.class, () -> reader.rows("DELETE FROM child RETURNING id"));
            assertTrue(failure.getMessage().contains("read-only"), failure.getMessage());
        }
    }

    @Test
    void namesTheConnectionThatCannotBeMade() {
        var config = Databases.with(server.config("missing_database"), List.of(), Map.of("connect_timeout", "5"));
        var failure =
                assertThrows(RunFailure.class, () -> PostgreSqlDialect.INSTANCE.openSource(config, Listener.NONE));
        assertTrue(
                failure.getMessage()
                        .startsWith("Cannot connect to postgresql/missing_database: "
                                + "database \"missing_database\" does not exist"),
                failure.getMessage());
    }
}
