package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Carried;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Output;
import io.tranche.dialect.PerParent;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.SqlFailure;
import io.tranche.progress.Listener;
import io.tranche.row.LineBatch;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

class ReaderIT {
    private static final String DATABASE = "it_reader";

    private static void with(TestServer server, Consumer<Opened> test, String... sql) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(DATABASE, sql);
        try (Source source = new MySqlDialect().openSource(server.config(DATABASE), Listener.NONE);
                Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
                Reader reader = snapshot.reader()) {
            test.accept(new Opened(source, reader));
        }
    }

    private record Opened(Source source, Reader reader) {
        Table table(String name) {
            return source.catalog().table(TableName.of(name));
        }

        List<String> lines(Query query) {
            List<String> lines = new ArrayList<>();
            reader.read(query, batch -> lines.addAll(lines(batch)));
            return lines;
        }

        private static List<String> lines(LineBatch batch) {
            List<String> lines = new ArrayList<>();
            for (int row = 0; row < batch.rows(); row++) {
                int from = batch.start(row);
                lines.add(new String(batch.bytes(), from, batch.end(row) - from - 1, StandardCharsets.UTF_8));
            }
            return lines;
        }
    }

    private static Query query(Table table, List<String> conditions, List<String> order, OptionalLong limit) {
        return new Query(
                table,
                List.of(),
                List.of(Output.of(table.columns().get(0))),
                conditions,
                Optional.empty(),
                order,
                limit,
                Optional.empty());
    }

    private static final String MANY = "INSERT INTO t (id, v) WITH RECURSIVE n (i) AS"
            + " (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499) SELECT x.i * 500 + y.i, REPEAT('v', 100) FROM n x, n y WHERE x.i < 200";

    @OnEachServer
    void endsReadingWhenTheHandlerThrowsAndReadsOnAfterwards(TestServer server) throws SQLException {
        with(
                server,
                opened -> {
                    Table table = opened.table("t");
                    Query all = Query.of(table, List.of(), Copies.outputs(table));
                    IllegalStateException mine = new IllegalStateException("mine");
                    for (int i = 0; i < 5; i++) {
                        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> opened.reader()
                                .read(all, batch -> {
                                    throw mine;
                                }));
                        assertEquals(mine, thrown);
                        assertEquals(List.of(List.of("100000")), opened.reader().rows("SELECT COUNT(*) FROM t"));
                    }
                    assertEquals(100_000, opened.reader().read(all, batch -> {}));
                    assertEquals(0, mine.getSuppressed().length);
                },
                "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(200))",
                MANY);
    }

    @OnEachServer
    void stopsAQueryFromAnotherThread(TestServer server) throws SQLException {
        with(
                server,
                opened -> {
                    Table table = opened.table("t");
                    CompletableFuture<Void> cancelled = CompletableFuture.runAsync(
                            opened.reader()::cancel, CompletableFuture.delayedExecutor(800, TimeUnit.MILLISECONDS));
                    long start = System.nanoTime();
                    assertThrows(
                            SqlFailure.class,
                            () -> opened.lines(query(
                                    table,
                                    List.of("SLEEP(20) = 0", "SLEEP(20) = 0"),
                                    List.of(),
                                    OptionalLong.empty())));
                    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(15));
                    cancelled.join();
                    assertEquals(List.of(List.of("3")), opened.reader().rows("SELECT COUNT(*) FROM t"));
                },
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "INSERT INTO t VALUES (1), (2), (3)");
    }

    @OnEachServer
    void splitsUnevenKeysIntoRangesThatCoverTheTable(TestServer server) throws SQLException {
        with(
                server,
                opened -> {
                    Table table = opened.table("t");
                    List<KeyRange> ranges = opened.reader().split(table, 10_000);
                    assertTrue(ranges.size() >= 5 && ranges.size() <= 30, "ranges: " + ranges.size());
                    List<String> ids = new ArrayList<>();
                    for (KeyRange range : ranges) {
                        List<String> part = opened.lines(query(table, List.of(), List.of(), OptionalLong.empty())
                                .in(range));
                        assertTrue(part.size() < 40_000, "a range of " + part.size());
                        ids.addAll(part);
                    }
                    assertEquals(100_001, ids.size());
                    assertEquals(100_001, ids.stream().distinct().count());
                },
                "CREATE TABLE t (id BIGINT PRIMARY KEY, v VARCHAR(200))",
                MANY,
                "INSERT INTO t VALUES (9223372036854775807, 'far away')",
                "ANALYZE TABLE t");
    }

    @OnEachServer
    void readsAWholeTableInTheOrderOfItsKey(TestServer server) throws SQLException {
        with(
                server,
                opened -> {
                    Table links = opened.table("links");
                    List<Output> columns =
                            links.columns().stream().map(Output::of).toList();
                    List<String> lines = opened.lines(Query.of(links, List.of(), columns));
                    assertEquals(100_000, lines.size());
                    assertEquals("0\t0", lines.get(0));
                    assertEquals("99999\t-99999", lines.get(99_999));
                },
                "CREATE TABLE t (id BIGINT PRIMARY KEY, v VARCHAR(200))",
                MANY,
                "CREATE TABLE links (id BIGINT PRIMARY KEY, other BIGINT NOT NULL, KEY (other))",
                "INSERT INTO links SELECT id, -id FROM t",
                "ANALYZE TABLE links");
    }

    @OnEachServer
    void splitsTextKeysInTheirOwnOrder(TestServer server) throws SQLException {
        with(
                server,
                opened -> {
                    Table table = opened.table("u");
                    List<KeyRange> ranges = opened.reader().split(table, 20_000);
                    assertTrue(ranges.size() >= 4 && ranges.size() <= 6, "ranges: " + ranges.size());
                    List<String> keys = new ArrayList<>();
                    ranges.forEach(
                            range -> keys.addAll(opened.lines(query(table, List.of(), List.of(), OptionalLong.empty())
                                    .in(range))));
                    assertEquals(100_000, keys.size());
                    assertEquals(100_000, keys.stream().distinct().count());
                },
                "CREATE TABLE t (id BIGINT PRIMARY KEY, v VARCHAR(200))",
                MANY,
                "CREATE TABLE u (k VARCHAR(40) PRIMARY KEY)",
                "INSERT INTO u SELECT CONCAT('Ä', CASE id % 2 WHEN 0 THEN 'x' ELSE 'X' END, id) FROM t",
                "ANALYZE TABLE u");
    }

    @OnEachServer
    void leavesSmallAndKeylessTablesWhole(TestServer server) throws SQLException {
        with(
                server,
                opened -> {
                    for (String name : List.of("small", "keyless", "none")) {
                        List<KeyRange> ranges = opened.reader().split(opened.table(name), 100);
                        assertEquals(1, ranges.size());
                        assertEquals(Optional.empty(), ranges.get(0).from());
                        assertEquals(Optional.empty(), ranges.get(0).to());
                    }
                },
                "CREATE TABLE small (id INT PRIMARY KEY)",
                "INSERT INTO small VALUES (1), (2)",
                "CREATE TABLE none (id INT PRIMARY KEY)",
                "CREATE TABLE keyless (id INT)",
                "INSERT INTO keyless VALUES (1), (1)");
    }

    @OnEachServer
    void givesTheFirstRowsOfEachParent(TestServer server) throws SQLException {
        with(
                server,
                opened -> {
                    for (String name : List.of("c", "keyless")) {
                        Table table = opened.table(name);
                        List<Column> by = List.of(table.columnOf("p"));
                        Query query = new Query(
                                table,
                                List.of(new Carried.Condition("`" + name + "`.p = 1")),
                                List.of(Output.of(table.columnOf("id")), Output.of(table.columnOf("b"))),
                                List.of("`" + name + "`.id <> 6"),
                                Optional.empty(),
                                List.of("id DESC"),
                                OptionalLong.empty(),
                                Optional.of(new PerParent(by, List.of("`" + name + "`.v DESC", "id"), 2)));
                        assertEquals(
                                List.of("0\t7\t\u0000", "0\t5\t\u0000", "1\t2\t\\\t", "1\t1\t\\\\"),
                                opened.lines(query).stream()
                                        .map(line -> line.replace("\\t", "\\\t"))
                                        .toList(),
                                name);
                    }
                },
                "CREATE TABLE c (id INT PRIMARY KEY, p INT, v INT, b BIT(8))",
                "INSERT INTO c VALUES (1, 1, 9, 92), (2, 1, 9, 9), (3, 1, 8, 1), (4, 2, 1, 0), (5, 2, 2, 0), (6, 2, 9, 0), (7, 2, 3, 0)",
                "CREATE TABLE keyless (id INT, p INT, v INT, b BIT(8))",
                "INSERT INTO keyless SELECT * FROM c");
    }

    @OnEachServer
    void tellsWhyTheServerRejectsAQueryWithoutRunningIt(TestServer server) throws SQLException {
        with(
                server,
                opened -> {
                    Table table = opened.table("t");
                    assertEquals(Optional.empty(), rejection(opened, table, "id > 1 AND SLEEP(5) = 0 -- ?"));
                    assertEquals(
                            Optional.empty(),
                            rejection(opened, table, "id IN (SELECT SLEEP(5) FROM t x) AND '?' <> ''"));
                    assertTrue(rejection(opened, table, "nonsense = 1")
                            .orElseThrow()
                            .contains("nonsense"));
                    assertTrue(rejection(opened, table, "id = ").isPresent());
                    assertTrue(rejection(opened, table, "id = ?").isPresent());
                    assertTrue(rejection(opened, table, "id IN (SELECT id FROM nowhere)")
                            .isPresent());
                    assertTrue(rejection(opened, table, "id = 1) OR (1 = 1").isEmpty());
                },
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "INSERT INTO t VALUES (1), (2)");
    }

    private static Optional<String> rejection(Opened opened, Table table, String condition) {
        return opened.reader().rejection(query(table, List.of(condition), List.of("id"), OptionalLong.of(5)));
    }

    @OnEachServer
    void samplesRepeatablyAndASmallerShareWithinALarger(TestServer server) throws SQLException {
        with(
                server,
                opened -> {
                    Table table = opened.table("t");
                    MySqlDialect dialect = new MySqlDialect();
                    List<Column> key = List.of(table.columnOf("id"));
                    List<String> one = opened.lines(query(
                            table, List.of(dialect.sample(table.name(), key, 0.01)), List.of(), OptionalLong.empty()));
                    List<String> five = opened.lines(query(
                            table, List.of(dialect.sample(table.name(), key, 0.05)), List.of(), OptionalLong.empty()));
                    assertTrue(one.size() > 800 && one.size() < 1200, "1% is " + one.size());
                    assertTrue(five.size() > 4600 && five.size() < 5400, "5% is " + five.size());
                    assertTrue(five.containsAll(one));
                },
                "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(200))",
                MANY);
    }
}
