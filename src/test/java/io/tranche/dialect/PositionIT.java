package io.tranche.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.dialect.mysql.MySqlDialect;
import io.tranche.dialect.postgresql.PostgreSqlDialect;
import io.tranche.progress.Listener;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** What tells that a server did not change, and what may still come. */
class PositionIT {
    private static final String DATABASE = "position";

    private static Dialect dialect(TestServer server) {
        return switch (server.vendor()) {
            case MARIADB, MYSQL -> new MySqlDialect();
            case POSTGRESQL -> PostgreSqlDialect.INSTANCE;
        };
    }

    private static Source open(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(DATABASE, "CREATE TABLE t (id INT PRIMARY KEY, a INT)", "INSERT INTO t VALUES (1, 1)");
        return dialect(server).openSource(server.config(DATABASE), Listener.NONE);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void movesWithEveryCommitAndSaysWhyItProvesNothing(TestServer server) throws SQLException {
        try (Source source = open(server)) {
            Position before = source.position();
            if (before.text().isEmpty()) {
                assertNotEquals("", before.doubt());
                assertFalse(before.proves());
                return;
            }
            server.execute(DATABASE, "UPDATE t SET a = 2");
            Position after = source.position();
            assertNotEquals(before.text(), after.text());
            server.execute(DATABASE, "UPDATE t SET a = 1");
            assertNotEquals(after.text(), source.position().text());
        }
    }

    @OnEachServer({Vendor.MYSQL, Vendor.POSTGRESQL})
    void isShownByASnapshotThatWasOpenedAfterIt(TestServer server) throws SQLException {
        try (Source source = open(server)) {
            Position before = source.position();
            try (Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty())) {
                assertTrue(snapshot.shows(before), before + " at " + snapshot.position());
            }
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void tellsHowLongTheOldestTransactionHasBeenOpen(TestServer server) throws Exception {
        try (Source source = open(server);
                Connection connection = server.connection(DATABASE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE t SET a = 3");
            long begun = System.nanoTime();
            OpenTransactions open = source.openTransactions();
            assertEquals("", open.doubt());
            assertTrue(open.age().compareTo(Duration.ZERO) > 0, open.toString());
            while (System.nanoTime() - begun < Duration.ofMillis(1200).toNanos()) {
                statement.executeQuery("SELECT 1").close();
            }
            assertTrue(source.openTransactions().age().compareTo(Duration.ofMillis(1200)) >= 0);
            connection.rollback();
        }
    }

    @OnEachServer(Vendor.POSTGRESQL)
    void tellsOneTransactionFromMore(TestServer server) throws SQLException {
        try (Source source = open(server)) {
            Dialect dialect = source.dialect();
            Position before = source.position();
            assertTrue(before.proves());
            assertFalse(dialect.oneTransactionLater(before.text(), before.text()));
            server.execute(DATABASE, "UPDATE t SET a = 2");
            // a quiet server is needed, and another database's autovacuum may come in between
            Position after = source.position();
            server.execute(DATABASE, "UPDATE t SET a = 1", "UPDATE t SET a = 5");
            assertFalse(
                    dialect.oneTransactionLater(before.text(), source.position().text()));
            assertFalse(dialect.oneTransactionLater(after.text(), before.text()));
        }
    }
}
