package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import io.tranche.row.LineBatch;
import io.tranche.row.RowSink;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiFunction;

class LoadIT {
    private static final String DATABASE = "it_load";
    private static final String CREATE = "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(5) NOT NULL, n TINYINT,"
            + " d DATE, e ENUM('a','b'), UNIQUE (v))";
    private static final String GOOD = "1\tone\t1\t2024-01-01\ta\n2\ttwo\t-128\t0000-00-00\t\\N\n";

    private static LineBatch batch(String lines) {
        LineBatch batch = new LineBatch(64);
        for (String line : lines.split("(?<=\n)")) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            batch.line(bytes, 0, bytes.length);
        }
        return batch;
    }

    private static Target target(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(DATABASE, CREATE);
        return new MySqlDialect().openTarget(server.config(DATABASE), Listener.NONE);
    }

    private static Table table(Target target) {
        return target.catalog().table(TableName.of("t"));
    }

    private static RuntimeException refusal(
            TestServer server, BiFunction<MySqlSession, Table, RowSink> load, String lines) throws SQLException {
        try (Target target = target(server);
                TargetSession session = target.session()) {
            Table table = table(target);
            RowSink sink = load.apply((MySqlSession) session, table);
            RuntimeException refusal = assertThrows(RuntimeException.class, () -> {
                sink.write(batch(GOOD + lines));
                sink.finish();
            });
            sink.abort();
            session.rollback();
            assertEquals(List.of(List.of("0")), session.rows("SELECT COUNT(*) FROM t"));
            // the connection lives on
            RowSink next = session.load(table, table.columns());
            next.write(batch(GOOD));
            assertEquals(2, next.finish());
            session.commit();
            assertEquals("2", server.value(DATABASE, "SELECT COUNT(*) FROM t"));
            return refusal;
        }
    }

    private static final List<String> BAD = List.of(
            "3\ttoolong\t1\t\\N\ta\n",
            "3\t\\N\t1\t\\N\ta\n",
            "3\tx\t128\t\\N\ta\n",
            "3\tx\tabc\t\\N\ta\n",
            "3\tx\t1\t2024-13-01\ta\n",
            "3\tx\t1\t\\N\tc\n",
            "1\tx\t1\t\\N\ta\n",
            "3\tone\t1\t\\N\ta\n",
            "3\tx\t1\t\\N\n",
            "3\tx     \t1\t\\N\ta\n");

    @OnEachServer
    void refusesWhatLoadDataWouldChangeOrSkip(TestServer server) throws SQLException {
        for (String bad : BAD) {
            RuntimeException refusal = refusal(server, (session, table) -> session.load(table, table.columns()), bad);
            assertTrue(refusal instanceof RunFailure, bad + refusal);
            assertTrue(refusal.getMessage().startsWith("t: of "), refusal.getMessage());
        }
    }

    @OnEachServer
    void refusesTheSameByInsert(TestServer server) throws SQLException {
        for (String bad : BAD.subList(0, 8)) {
            refusal(server, (session, table) -> session.insert(table, table.columns()), bad);
        }
    }

    @OnEachServer
    void namesTheBadRowByItsKeyAndTheReasonWithoutValues(TestServer server) throws SQLException {
        StringBuilder many = new StringBuilder();
        for (int i = 10; i < 1000; i++) {
            many.append(i).append("\tv").append(i).append("\t1\t\\N\ta\n");
        }
        String rest = many.toString().replace("777\tv777\t1", "777\tsecret\t1");

        RuntimeException refusal =
                refusal(server, (session, table) -> session.loadStrictly(table, table.columns()), rest);

        assertTrue(refusal.getMessage().startsWith("t: the target refuses the row id = 777: "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("Data too long for column 'v'"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());
    }

    @OnEachServer
    void showsNoValuesInARefusal(TestServer server) throws SQLException {
        for (String bad : List.of("3\tone\t1\t\\N\ta\n", "3\tx\tabcx\t\\N\ta\n", "3\tx\t1\t2024-13-01\ta\n")) {
            String strict = refusal(server, (session, table) -> session.loadStrictly(table, table.columns()), bad)
                    .getMessage();
            String load = refusal(server, (session, table) -> session.load(table, table.columns()), bad)
                    .getMessage();
            for (String value : List.of("one", "abcx", "2024")) {
                assertFalse(strict.contains(value), strict);
                assertFalse(load.contains(value), load);
            }
        }
    }

    @OnEachServer
    void takesTheIndexZeroOfAnEnumForWhatItIs(TestServer server) throws SQLException {
        for (Copies.Way way : Copies.Way.values()) {
            try (Target target = target(server);
                    TargetSession session = target.session()) {
                Table table = table(target);
                RowSink sink = Copies.sink(session, table, table.columns(), way);
                sink.write(batch(GOOD + "3\tx\t1\t\\N\t\n4\ty\t1\t\\N\t\n"));
                assertEquals(4, sink.finish());
                session.commit();
                assertEquals("2", server.value(DATABASE, "SELECT COUNT(*) FROM t WHERE e + 0 = 0"));
            }
        }
    }

    @OnEachServer
    void abortsALoadThatIsUnderWay(TestServer server) throws SQLException {
        try (Target target = target(server);
                TargetSession session = target.session()) {
            Table table = table(target);
            RowSink sink = session.load(table, table.columns());
            sink.write(batch(GOOD));

            sink.abort();
            session.rollback();

            assertEquals(List.of(List.of("0")), session.rows("SELECT COUNT(*) FROM t"));
        }
    }

    @OnEachServer
    void tellsOfATableThatIsGone(TestServer server) throws SQLException {
        try (Target target = target(server);
                TargetSession session = target.session()) {
            Table table = table(target);
            session.execute("DROP TABLE t");
            RowSink sink = session.load(table, table.columns());
            SqlFailure failure = assertThrows(SqlFailure.class, () -> {
                sink.write(batch(GOOD));
                sink.finish();
            });
            sink.abort();
            assertEquals(SqlFailure.Kind.STRUCTURE_CHANGED, failure.kind());
        }
    }

    @OnEachServer
    void bindsTextsExactly(TestServer server) throws SQLException {
        try (Target target = target(server);
                TargetSession session = target.session()) {
            session.execute("CREATE TABLE `ledger ☃` (k VARCHAR(50) PRIMARY KEY, n BIGINT)");
            String nasty = "ü😀'\\\"\n\t\\N`; DROP TABLE t";

            assertEquals(1, session.execute("INSERT INTO `ledger ☃` VALUES (?, ?)", nasty, 42L));

            assertEquals(
                    List.of(List.of(nasty, "42")),
                    session.rows("SELECT k, n FROM `ledger ☃` WHERE k = ? AND '☃' = ?", nasty, "☃"));
            session.commit();
        }
    }
}
