package io.tranche.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.config.Vendor;
import io.tranche.dialect.mysql.MySqlDialect;
import io.tranche.dialect.postgresql.PostgreSqlDialect;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.RowSink;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The contract of deleting and replacing rows by key. */
class RepairIT {
    private static final String DATABASE = "it_repair";

    /** By type of a key: values, the second and fourth of which are deleted. */
    private static Map<String, String> keys(Vendor vendor) {
        Map<String, String> keys = new LinkedHashMap<>(Map.of(
                "INT", "0, -1, 7, 2147483647",
                "BIGINT", "9007199254740993, 9007199254740992, -9223372036854775808, 9223372036854775807",
                "DECIMAL(30,10)", "1.5, -0.0000000001, 12345678901234567890.1, 0",
                "DATE", "'2024-02-29', '9999-12-31', '1999-01-01', '2024-02-28'"));
        switch (vendor) {
            case POSTGRESQL ->
                keys.putAll(Map.of(
                        "text", "'', 'a''\"\\,{}', E'tab\\there', 'NULL'",
                        "char(10)", "'a', 'b', 'c', 'd e'",
                        "double precision", "0.1, 1e308, -0.2, 5e-324",
                        "real", "0.1, 16777217, 3e38, -1",
                        "uuid", "gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid()",
                        "bytea", "'\\x00ff', '\\x0a5c', '\\x', '\\x27'",
                        "timestamptz",
                                "'infinity', '2024-10-27 00:30:00.125+00', '2024-10-27 01:30:00+00', '-infinity'",
                        "interval", "'1 day', '2 mons', '0', '-3 days'",
                        "int4range", "'empty', '[1,5)', '(,5)', '(,)'",
                        "int[]", "'{}', '{1,NULL}', '{{1},{2}}', '{3}'"));
            case MYSQL, MARIADB ->
                keys.putAll(Map.of(
                        "BIGINT UNSIGNED", "18446744073709551615, 9223372036854775808, 0, 1",
                        "INT(5) ZEROFILL", "1, 42, 12345, 0",
                        "FLOAT", "0.1, 16777217, 3.4028234e38, -1",
                        "FLOAT(10,3)", "0.1, 1.1, -7.125, 1234567.891",
                        "BIT(17)", "b'0', b'11111111111111111', 9, 10",
                        "TIMESTAMP(3)",
                                "'2024-10-27 00:30:00.125', '2024-10-27 01:30:00.125', '1970-01-02 00:00:01', '2038-01-19 03:14:07'",
                        "ENUM('b','a','ü','1')", "'a', 'b', 'ü', '1'",
                        "SET('x','y','z')", "'x', 'x,z', '', 'z'",
                        "VARCHAR(40) CHARACTER SET sjis", "'ソ', '表', 'a''b', '能'",
                        "VARBINARY(20)", "x'00', x'5c4e', x'0a09', x''"));
        }
        if (vendor == Vendor.MARIADB) {
            keys.put("INET6", "'::', '2001:db8::ff00:42:8329', '::ffff:1.2.3.4', '::1'");
            keys.put(
                    "UUID",
                    "'09275c4e-0a27-1d5c-8e27-095c0a4e2700', '123e4567-e89b-12d3-a456-426655440000',"
                            + " '00000000-0000-0000-0000-000000000000', '123e4567-e89b-72d3-a456-426655440000'");
        }
        return keys;
    }

    private static Dialect dialect(TestServer server) {
        return server.vendor() == Vendor.POSTGRESQL ? PostgreSqlDialect.INSTANCE : new MySqlDialect();
    }

    /** A database, its tables, and a session in it. */
    private record Scene(TestServer server, Source source, Target target, TargetSession session)
            implements AutoCloseable {
        static Scene of(TestServer server, String... statements) throws SQLException {
            server.createDatabase(DATABASE);
            server.execute(DATABASE, statements);
            Dialect dialect = dialect(server);
            Target target = dialect.openTarget(server.config(DATABASE), Listener.NONE);
            return new Scene(
                    server, dialect.openSource(server.config(DATABASE), Listener.NONE), target, target.session());
        }

        Table table(String name) {
            return target.catalog().find(name).orElseThrow();
        }

        /** The keys of the rows that meet a condition. */
        KeyBatch keys(Table table, List<Column> key, String condition) {
            KeyForm form = target.dialect().form(key);
            List<Carried> fields = IntStream.range(0, key.size())
                    .<Carried>mapToObj(
                            i -> new Carried.KeyField(key.get(i), form.fields().get(i)))
                    .toList();
            Query query = new Query(
                    table,
                    fields,
                    List.of(),
                    List.of(condition),
                    Optional.empty(),
                    List.of(),
                    OptionalLong.empty(),
                    Optional.empty());
            int[] positions = IntStream.range(0, key.size()).toArray();
            List<KeyBatch> found = new ArrayList<>();
            try (Snapshot snapshot = source.snapshot(1, Consistency.NONE, Optional.empty());
                    Reader reader = snapshot.reader()) {
                reader.read(
                        query,
                        batch -> found.add(new KeyColumns(positions, form.integer())
                                .read(batch)
                                .keys()));
            }
            assertEquals(1, found.size());
            return found.get(0);
        }

        Asked asked(Table table, List<Column> key, String condition) {
            return new Asked(key, target.dialect().form(key), keys(table, key, condition));
        }

        String left(String table) throws SQLException {
            String numbers = server.vendor() == Vendor.POSTGRESQL
                    ? "string_agg(n::text, ',' ORDER BY n)"
                    : "GROUP_CONCAT(n ORDER BY n)";
            return server.value(DATABASE, "SELECT " + numbers + " FROM " + table);
        }

        @Override
        public void close() {
            session.close();
            target.close();
            source.close();
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void deletesExactlyTheAskedKeysOfEveryType(TestServer server) throws SQLException {
        Map<String, String> types = keys(server.vendor());
        List<String> statements = new ArrayList<>();
        int number = 0;
        for (var type : types.entrySet()) {
            String table = "t" + number++;
            statements.add("CREATE TABLE " + table + " (n INT, k " + type.getKey() + " NOT NULL, PRIMARY KEY (k))");
            String[] values = type.getValue().split(", ");
            for (int i = 0; i < values.length; i++) {
                statements.add("INSERT INTO " + table + " VALUES (" + i + ", " + values[i] + ")");
            }
        }
        try (Scene scene = Scene.of(server, statements.toArray(String[]::new))) {
            List<String> wrong = new ArrayList<>();
            number = 0;
            for (String type : types.keySet()) {
                Table table = scene.table("t" + number++);
                List<Column> key = table.columnsOf(List.of("k"));
                long deleted = scene.session().delete(table, scene.asked(table, key, "n % 2 = 1"));
                scene.session().commit();
                if (deleted != 2 || !"0,2".equals(scene.left(table.name().name()))) {
                    wrong.add(type + ": " + deleted + ", left "
                            + scene.left(table.name().name()));
                }
            }
            assertEquals(List.of(), wrong);
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void deletesByKeysOfSeveralColumnsHoweverManyTheyAre(TestServer server) throws SQLException {
        String numbers = server.vendor() == Vendor.POSTGRESQL
                ? "SELECT i, 'b' || i % 7, i FROM generate_series(1, 30000) i"
                : "SELECT a.i * 1000 + b.i * 10 + c.i, CONCAT('b', c.i), a.i * 1000 + b.i * 10 + c.i FROM d a, e b, d c";
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE wide (n INT, a VARCHAR(20) NOT NULL, b INT NOT NULL, PRIMARY KEY (a, b))");
        if (server.vendor() != Vendor.POSTGRESQL) {
            statements.add("CREATE TABLE d (i INT)");
            statements.add("CREATE TABLE e (i INT)");
            statements.add("INSERT INTO d VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)");
            statements.add("INSERT INTO e SELECT x.i * 10 + y.i FROM d x, d y");
        }
        statements.add("INSERT INTO wide (n, a, b) " + numbers);
        try (Scene scene = Scene.of(server, statements.toArray(String[]::new))) {
            Table table = scene.table("wide");
            List<Column> key = table.columnsOf(List.of("a", "b"));
            Asked asked = scene.asked(table, key, "n < 4000");
            String before = server.value(DATABASE, "SELECT COUNT(*) FROM wide WHERE n < 4000");

            assertEquals(Long.parseLong(before), scene.session().delete(table, asked));
            assertEquals(0, scene.session().delete(table, asked), "keys that are gone are passed over");
            scene.session().commit();

            assertEquals("0", server.value(DATABASE, "SELECT COUNT(*) FROM wide WHERE n < 4000"));
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void leavesRowsThatReferToADeletedOne(TestServer server) throws SQLException {
        try (Scene scene = Scene.of(
                server,
                "CREATE TABLE parent (id INT PRIMARY KEY, n INT)",
                "CREATE TABLE child (id INT PRIMARY KEY, n INT, FOREIGN KEY (n) REFERENCES parent (id) ON DELETE CASCADE)",
                "INSERT INTO parent VALUES (1, 1), (2, 2)",
                "INSERT INTO child VALUES (1, 1), (2, 2)")) {
            Table parent = scene.table("parent");
            Asked asked = scene.asked(parent, parent.columnsOf(List.of("id")), "n = 1");

            assertEquals(1, scene.session().delete(parent, asked));
            scene.session().commit();

            assertEquals("2", scene.left("parent"));
            assertEquals("1,2", scene.left("child"));
        }
    }

    private static LineBatch lines(String... lines) {
        LineBatch batch = new LineBatch(64);
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            batch.line(bytes, 0, bytes.length);
        }
        return batch;
    }

    private static RowSink replacing(Scene scene, Table table) {
        List<Column> key = table.columnsOf(List.of("id"));
        LineKey lineKey = new LineKey(key, scene.target().dialect().form(key), new KeyColumns(new int[] {1}, true), 1);
        return scene.session().replace(table, table.columnsOf(List.of("id", "n")), lineKey);
    }

    private static final String UNIQUE =
            "CREATE TABLE u (id INT PRIMARY KEY, n INT UNIQUE, own VARCHAR(9) DEFAULT 'default')";

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void replacesAndAddsRowsAndLeavesTheOthers(TestServer server) throws SQLException {
        try (Scene scene = Scene.of(server, UNIQUE, "INSERT INTO u VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c')")) {
            RowSink sink = replacing(scene, scene.table("u"));
            // 1 and 2 swap their unique values
            sink.write(lines("carried\t1\t20", "carried\t2\t10"));
            sink.write(lines("carried\t4\t\\N"));
            assertEquals(3, sink.finish());
            scene.session().commit();

            String all = server.vendor() == Vendor.POSTGRESQL
                    ? "SELECT string_agg(concat_ws(' ', id, n, own), ',' ORDER BY id) FROM u"
                    : "SELECT GROUP_CONCAT(CONCAT_WS(' ', id, n, own) ORDER BY id) FROM u";
            assertEquals("1 20 default,2 10 default,3 30 c,4 default", server.value(DATABASE, all));
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void refusesARowThatAnotherRowIsInTheWayOf(TestServer server) throws SQLException {
        try (Scene scene = Scene.of(server, UNIQUE, "INSERT INTO u VALUES (1, 10, 'a'), (2, 20, 'b')")) {
            RowSink sink = replacing(scene, scene.table("u"));
            sink.write(lines("carried\t1\t20"));
            assertThrows(RunFailure.class, sink::finish);
            sink.abort();
            scene.session().rollback();

            assertEquals("10,20", scene.left("u"));
            Table table = scene.table("u");
            Asked both = new Asked(
                    table.columnsOf(List.of("id")),
                    scene.target().dialect().form(table.columnsOf(List.of("id"))),
                    LongKeys.of(1, 2));
            assertEquals(2, scene.session().delete(table, both), "the session is fit for more");
        }
    }
}
