package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.catalog.Column;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.Vendor;
import io.tranche.dialect.Asked;
import io.tranche.dialect.Carried;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.progress.Listener;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class LookupIT {
    private static final String DATABASE = "it_lookup";

    /** Types of keys, with values of which the parent has every other one. */
    private static Map<String, List<String>> keys(Vendor vendor) {
        Map<String, List<String>> keys = new TreeMap<>(Map.ofEntries(
                Map.entry("INT", List.of("1", "-1", "0", "2147483647", "5", "6", "7", "8", "9", "10", "11", "12")),
                Map.entry(
                        "BIGINT",
                        List.of(
                                "9223372036854775807",
                                "9007199254740993",
                                "-9223372036854775808",
                                "9007199254740992",
                                "0",
                                "-1")),
                Map.entry(
                        "BIGINT UNSIGNED",
                        List.of("18446744073709551615", "9223372036854775808", "0", "9223372036854775807", "1", "2")),
                Map.entry("INT(5) ZEROFILL", List.of("1", "42", "12345", "0")),
                Map.entry("DECIMAL(30,10)", List.of("1.5", "-0.0000000001", "12345678901234567890.1", "0", "7")),
                Map.entry("FLOAT", List.of("0.1", "16777217", "-0e0", "3.4028234e38", "1e-20", "1.17549435e-38")),
                Map.entry("FLOAT(10,3)", List.of("0.1", "1.1", "-7.125", "1234567.891")),
                Map.entry(
                        "DOUBLE",
                        List.of("0.1", "1.7976931348623157e308", "-1", "1e15", "123456789012345680", "5e-324")),
                Map.entry("BIT(17)", List.of("b'0'", "b'11111111111111111'", "9", "10", "92")),
                Map.entry("YEAR", List.of("2024", "0", "1970", "2070", "1901")),
                Map.entry(
                        "DATE",
                        List.of("'2024-02-29'", "'0000-00-00'", "'2024-00-00'", "'9999-12-31'", "'2024-02-31'")),
                Map.entry(
                        "DATETIME(6)",
                        List.of(
                                "'2024-02-29 12:00:00.000001'",
                                "'0000-00-00 00:00:00'",
                                "'2024-01-01'",
                                "'2023-00-00'")),
                Map.entry(
                        "TIME(3)", List.of("'838:59:58.5'", "'-00:00:01'", "'00:00:00'", "'-838:59:59'", "'24:00:00'")),
                Map.entry(
                        "TIMESTAMP(3) NULL",
                        List.of(
                                "'2024-10-27 00:30:00.125'",
                                "'2024-10-27 01:30:00.125'",
                                "'1970-01-01 00:00:01'",
                                "0")),
                Map.entry("ENUM('b','a','ü','1','2')", List.of("'a'", "'b'", "'ü'", "'1'", "'2'")),
                Map.entry("SET('x','y','z')", List.of("'x'", "'x,z'", "''", "'z'", "'y,z'")),
                Map.entry("VARBINARY(20)", List.of("x'00'", "x''", "x'5c4e'", "x'0a09'", "x'ff00'", "'A'", "'a'")),
                Map.entry("BINARY(6)", List.of("x'00'", "'a'", "'A'", "x'0a0d5c270009'")),
                Map.entry(
                        "VARCHAR(40)",
                        List.of(
                                "'abc'",
                                "'ABD'",
                                "''",
                                "'\\\\N'",
                                "'tab\\tnl\\n'",
                                "'quote''\\\"'",
                                "'ß😀'",
                                "'ä'",
                                "'zz'")),
                Map.entry("VARCHAR(40) CHARACTER SET latin1", List.of("'é'", "'e'", "'ÿ\\\\'", "'x'", "'€'")),
                Map.entry("CHAR(10) CHARACTER SET sjis", List.of("'ソ'", "'表'", "'a '", "'b'")),
                Map.entry("VARCHAR(40) CHARACTER SET utf16", List.of("'ऊ'", "'a\\t'", "'b'", "'😀'"))));
        if (vendor == Vendor.MARIADB) {
            keys.put(
                    "UUID",
                    List.of(
                            "'00000000-0000-0000-0000-000000000000'",
                            "'09275c4e-0a27-1d5c-8e27-095c0a4e2700'",
                            "'ffffffff-ffff-ffff-ffff-ffffffffffff'"));
            keys.put("INET6", List.of("'::'", "'2001:db8::ff00:42:8329'", "'::ffff:1.2.3.4'"));
            keys.put("INET4", List.of("'0.0.0.0'", "'9.10.92.39'", "'255.255.255.255'"));
        }
        return keys;
    }

    @OnEachServer
    void findsEachRowByAKeyOfEveryType(TestServer server) throws SQLException {
        Map<String, List<String>> keys = keys(server.vendor());
        List<String> names = List.copyOf(keys.keySet());
        server.createDatabase(DATABASE);
        try (Connection connection = server.connection(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'");
            for (int i = 0; i < names.size(); i++) {
                makePair(statement, "" + i, names.get(i), keys.get(names.get(i)));
            }
        }
        List<String> wrong = new ArrayList<>();
        try (Source source = open(server);
                Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
                Reader reader = snapshot.reader()) {
            Map<TableName, Table> tables = source.catalog().tables();
            for (int i = 0; i < names.size(); i++) {
                Table child = tables.get(TableName.of("child" + i));
                Table parent = tables.get(TableName.of("parent" + i));
                check(reader, child, parent, List.of("k")).ifPresent(wrong::add);
                check(reader, child, parent, List.of("n", "k")).ifPresent(wrong::add);
                check(reader, child, parent, List.of("k", "n")).ifPresent(wrong::add);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static void makePair(Statement statement, String suffix, String type, List<String> values)
            throws SQLException {
        for (String table : List.of("child", "parent")) {
            statement.execute("CREATE TABLE " + table + suffix + " (id INT PRIMARY KEY, n INT, k " + type
                    + ", KEY (k), KEY (n, k), KEY (k, n))");
        }
        for (int i = 0; i < values.size(); i++) {
            String row = " VALUES (" + i + ", " + i / 2 + ", " + values.get(i) + ")";
            statement.execute("INSERT INTO child" + suffix + row);
            if (i % 2 == 0) {
                statement.execute("INSERT INTO parent" + suffix + row);
            }
        }
    }

    /** Looks all keys of the child up in the parent; compares with what the server's own join says. */
    private static Optional<String> check(Reader reader, Table child, Table parent, List<String> columns) {
        List<Column> childKey = child.columnsOf(columns);
        List<Column> parentKey = parent.columnsOf(columns);
        MySqlDialect dialect = new MySqlDialect();
        KeyForm form = dialect.form(childKey, parentKey);
        KeyBatch asked = keysOf(reader, child, childKey, form);

        Set<String> found = new TreeSet<>();
        KeyBatch unanswered = reader.lookup(
                Query.of(parent, List.of(), List.of(Output.of(parent.columnOf("id")))),
                new Asked(parentKey, form, asked),
                batch -> found.addAll(lines(batch)));

        List<List<String>> rows = reader.rows("SELECT id FROM " + dialect.quote(parent.name()));
        Set<String> expected = new TreeSet<>();
        rows.forEach(row -> expected.add(row.get(0)));
        Reference reference = new Reference(
                "r", child.name(), columns, parent.name(), columns, Reference.Origin.VIRTUAL, Optional.empty());
        String join = dialect.joinCondition(reference, child, parent, "c", "p");
        int missing = Integer.parseInt(reader.rows(
                        "SELECT COUNT(*) FROM " + dialect.quote(child.name()) + " c WHERE NOT EXISTS (SELECT 1 FROM "
                                + dialect.quote(parent.name()) + " p WHERE " + join + ")")
                .get(0)
                .get(0));
        String type = parent.columnOf("k").type().full() + " " + columns;
        if (missing == 0) {
            return Optional.of(type + ": a test of nothing");
        }
        if (!found.equals(expected)) {
            return Optional.of(type + ": found " + found + " instead of " + expected);
        }
        return unanswered.size() == missing
                ? Optional.empty()
                : Optional.of(type + ": " + unanswered.size() + " unanswered instead of " + missing);
    }

    /** Keys that lie close together are read as a stretch: whatever lies between them is left out. */
    @OnEachServer
    void findsExactlyTheAskedOnesOfNeighbouringIntegers(TestServer server) throws SQLException {
        Map<String, Long> firsts = Map.of(
                "INT", -900L,
                "BIGINT", Long.MIN_VALUE,
                "BIGINT UNSIGNED", Long.MAX_VALUE - 900,
                "INT UNSIGNED", 0L,
                "SMALLINT(6) ZEROFILL", 20L);
        server.createDatabase(DATABASE);
        Random random = new Random(7);
        for (Map.Entry<String, Long> first : firsts.entrySet()) {
            for (int step : List.of(1, 5)) {
                SortedMap<Long, Boolean> keys = new TreeMap<>(Long::compareUnsigned);
                while (keys.size() < 3_000) {
                    long place = random.nextInt(4_000) * (long) step;
                    keys.put(first.getValue() + place, random.nextInt(10) > 0);
                }
                findsExactly(server, first.getKey(), keys);
            }
        }
    }

    /** @param keys with whether there is a row */
    private static void findsExactly(TestServer server, String type, SortedMap<Long, Boolean> keys)
            throws SQLException {
        String rows = keys.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(entry -> type.contains("UNSIGNED")
                        ? Long.toUnsignedString(entry.getKey())
                        : entry.getKey().toString())
                .map(key -> "(" + key + ", " + key + "), (NULL, " + key + ")")
                .collect(Collectors.joining(", "));
        server.execute(
                DATABASE,
                "DROP TABLE IF EXISTS parents",
                "CREATE TABLE parents (k " + type + " NULL UNIQUE, n " + type + " NOT NULL, KEY (n))",
                "INSERT INTO parents VALUES " + rows,
                "ANALYZE TABLE parents");
        for (int odds : List.of(1, 2, 4, 20)) {
            long[] asked = keys.keySet().stream()
                    .filter(key -> Long.hashCode(key * 31) % odds == 0)
                    .mapToLong(key -> key)
                    .toArray();
            try (Source source = open(server);
                    Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
                    Reader reader = snapshot.reader()) {
                Table parents = source.catalog().tables().get(TableName.of("parents"));
                Set<Long> present = new TreeSet<>();
                Set<Long> absent = new TreeSet<>();
                for (long key : asked) {
                    (keys.get(key) ? present : absent).add(key);
                }
                String what = type + ", one of " + odds;
                List<Long> found = new ArrayList<>();
                KeyBatch unanswered = reader.lookup(
                        only(parents, "k"), asked(parents, "k", asked), batch -> found.addAll(longs(batch)));
                assertEquals(List.copyOf(present), found.stream().sorted().toList(), what);
                assertEquals(
                        absent,
                        LongStream.of(((LongKeys) unanswered).toArray()).boxed().collect(Collectors.toSet()),
                        what);
                List<Long> matching = new ArrayList<>();
                reader.readMatching(
                        only(parents, "n"), asked(parents, "n", asked), batch -> matching.addAll(longs(batch)));
                assertEquals(
                        present.stream().flatMap(key -> Stream.of(key, key)).toList(),
                        matching.stream().sorted().toList(),
                        what);
            }
        }
    }

    private static Query only(Table table, String column) {
        return Query.of(table, List.of(), List.of(Output.of(table.columnOf(column))));
    }

    private static Asked asked(Table table, String column, long[] keys) {
        List<Column> columns = table.columnsOf(List.of(column));
        return new Asked(columns, new MySqlDialect().form(columns), LongKeys.of(keys));
    }

    private static List<Long> longs(LineBatch batch) {
        return lines(batch).stream()
                .map(line -> line.startsWith("-") ? Long.parseLong(line) : Long.parseUnsignedLong(line))
                .toList();
    }

    private record Crossing(String child, List<String> childValues, String parent, List<String> parentValues) {}

    /** References that no foreign key could declare, and some that it could, between columns that differ. */
    private static final List<Crossing> CROSSINGS = List.of(
            new Crossing(
                    "VARCHAR(9) CHARACTER SET latin1",
                    List.of("'é'", "'€'", "'x'"),
                    "VARCHAR(9)",
                    List.of("'É'", "'€'", "'y'")),
            new Crossing(
                    "VARCHAR(9)",
                    List.of("'é'", "'☃'", "'?'", "'€'"),
                    "VARCHAR(9) CHARACTER SET latin1",
                    List.of("'é'", "'?'", "'€'")),
            new Crossing(
                    "VARCHAR(9) CHARACTER SET latin1",
                    List.of("'é'", "'x'"),
                    "VARCHAR(9) CHARACTER SET cp1251",
                    List.of("'x'", "'ж'")),
            new Crossing("VARCHAR(9) CHARACTER SET sjis", List.of("'表'", "'x'"), "VARCHAR(9)", List.of("'表'", "'ж'")),
            new Crossing("VARCHAR(9) CHARACTER SET utf8", List.of("'☃'", "'X'"), "VARCHAR(9)", List.of("'☃'", "'x'")),
            new Crossing("VARCHAR(9) CHARACTER SET ascii", List.of("'a'", "'b'"), "VARCHAR(9)", List.of("'A'")),
            new Crossing(
                    "VARCHAR(9) COLLATE utf8mb4_general_ci",
                    List.of("'a'", "'B'"),
                    "VARCHAR(9) COLLATE utf8mb4_bin",
                    List.of("'A'", "'B'")),
            new Crossing(
                    "VARCHAR(9) COLLATE utf8mb4_bin",
                    List.of("'a'", "'B'"),
                    "VARCHAR(9) COLLATE utf8mb4_general_ci",
                    List.of("'A'", "'B'")),
            new Crossing("CHAR(10)", List.of("'a'", "'b'"), "VARCHAR(20)", List.of("'a'", "'B'", "'c'")),
            new Crossing("BINARY(4)", List.of("'abcd'", "'a'"), "VARBINARY(9)", List.of("'abcd'", "'a'")),
            new Crossing("ENUM('b','a')", List.of("'b'", "'a'"), "ENUM('a','b','c')", List.of("'a'", "'c'")),
            new Crossing("ENUM('x','y')", List.of("'x'", "'y'"), "VARCHAR(9)", List.of("'x'", "'1'", "'2'")),
            new Crossing("SET('x','y')", List.of("'x,y'", "'y'"), "VARCHAR(9)", List.of("'x,y'", "'2'")),
            new Crossing("VARCHAR(9)", List.of("'x'", "'1'", "'2'"), "ENUM('x','y')", List.of("'x'", "'y'")),
            new Crossing(
                    "INT",
                    List.of("-1", "0", "5", "2147483647"),
                    "BIGINT UNSIGNED",
                    List.of("18446744073709551615", "5", "0")),
            new Crossing(
                    "BIGINT",
                    List.of("-1", "5", "-9223372036854775808"),
                    "BIGINT UNSIGNED",
                    List.of("18446744073709551615", "5", "9223372036854775808")),
            new Crossing(
                    "INT UNSIGNED", List.of("4294967295", "7", "0"), "BIGINT UNSIGNED", List.of("4294967295", "0")),
            new Crossing("BIGINT UNSIGNED", List.of("18446744073709551615", "5"), "BIGINT", List.of("-1", "5")),
            new Crossing("INT(5) ZEROFILL", List.of("42", "7"), "INT", List.of("42", "-7")),
            new Crossing("INT", List.of("42", "7"), "INT(5) ZEROFILL", List.of("42", "8")),
            new Crossing("DECIMAL(10,2)", List.of("1.5", "2"), "DECIMAL(12,4)", List.of("1.5", "2.0001")),
            new Crossing("INT", List.of("1", "2", "3", "4", "5"), "DECIMAL(12,4)", List.of("1", "2.5", "4.5", "5")),
            new Crossing("FLOAT", List.of("0.5", "0.1"), "DOUBLE", List.of("0.5", "0.1")),
            new Crossing(
                    "DATE",
                    List.of("'2024-01-01'", "'2024-01-02'"),
                    "DATETIME",
                    List.of("'2024-01-01'", "'2024-01-02 00:00:01'")),
            new Crossing(
                    "DATETIME(3)",
                    List.of("'2024-01-01 00:00:00.5'", "'2024-01-02'"),
                    "DATETIME(6)",
                    List.of("'2024-01-01 00:00:00.5'", "'2024-01-02 00:00:00.000001'")),
            new Crossing("VARCHAR(9)", List.of("'7'", "'x'", "'8'"), "INT", List.of("7", "9")));

    @OnEachServer
    void agreesWithTheServersOwnJoinBetweenColumnsThatDiffer(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        try (Connection connection = server.connection(DATABASE);
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < CROSSINGS.size(); i++) {
                Crossing crossing = CROSSINGS.get(i);
                fill(statement, "child" + i, crossing.child(), crossing.childValues());
                fill(statement, "parent" + i, crossing.parent(), crossing.parentValues());
            }
        }
        List<String> wrong = new ArrayList<>();
        try (Source source = open(server);
                Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
                Reader reader = snapshot.reader()) {
            Map<TableName, Table> tables = source.catalog().tables();
            for (int i = 0; i < CROSSINGS.size(); i++) {
                Table child = tables.get(TableName.of("child" + i));
                Table parent = tables.get(TableName.of("parent" + i));
                wrong.addAll(disagreements(reader, child, parent, List.of("k")));
                wrong.addAll(disagreements(reader, child, parent, List.of("n", "k")));
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static void fill(Statement statement, String table, String type, List<String> values) throws SQLException {
        statement.execute("CREATE TABLE " + table + " (id INT PRIMARY KEY, n INT, k " + type + ", KEY (k))");
        for (int i = 0; i < values.size(); i++) {
            statement.execute("INSERT INTO " + table + " VALUES (" + i + ", 1, " + values.get(i) + ")");
        }
    }

    private static List<String> disagreements(Reader reader, Table child, Table parent, List<String> columns) {
        MySqlDialect dialect = new MySqlDialect();
        Reference reference = new Reference(
                "r", child.name(), columns, parent.name(), columns, Reference.Origin.VIRTUAL, Optional.empty());
        String join =
                "EXISTS (SELECT 1 FROM %s WHERE " + dialect.joinCondition(reference, child, parent, "c", "p") + ")";
        List<Column> childKey = child.columnsOf(columns);
        List<Column> parentKey = parent.columnsOf(columns);
        KeyForm form = dialect.form(childKey, parentKey);
        KeyBatch wanted = keysOf(reader, child, childKey, form);
        Set<String> found = new TreeSet<>();
        KeyBatch unanswered = reader.lookup(
                Query.of(parent, List.of(), List.of(Output.of(parent.columnOf("id")))),
                new Asked(parentKey, form, wanted),
                batch -> found.addAll(lines(batch)));
        String type = child.columnOf("k").type().full() + " → "
                + parent.columnOf("k").type().full() + " " + columns;
        List<String> wrong = new ArrayList<>();
        Set<String> parents = ids(reader, parent, "p", join.formatted(dialect.quote(child.name()) + " c"));
        if (!found.equals(parents)) {
            wrong.add(type + ": parents " + found + " instead of " + parents);
        }
        int orphans = ids(reader, child, "c", "NOT " + join.formatted(dialect.quote(parent.name()) + " p"))
                .size();
        if (unanswered.size() != orphans) {
            wrong.add(type + ": " + unanswered.size() + " unanswered instead of " + orphans);
        }
        return wrong;
    }

    private static Set<String> ids(Reader reader, Table table, String alias, String condition) {
        Set<String> ids = new TreeSet<>();
        reader.rows("SELECT id FROM " + Names.quote(table.name()) + " " + alias + " WHERE " + condition)
                .forEach(row -> ids.add(row.get(0)));
        return ids;
    }

    private static KeyBatch keysOf(Reader reader, Table table, List<Column> key, KeyForm form) {
        List<Carried> carried = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            carried.add(new Carried.KeyField(key.get(i), form.fields().get(i)));
        }
        int[] fields = IntStream.range(0, key.size()).toArray();
        List<KeyBatch> found = new ArrayList<>();
        reader.read(
                Query.of(table, carried, List.of()),
                batch -> found.add(
                        new KeyColumns(fields, form.integer()).read(batch).keys()));
        return found.get(0);
    }

    private static List<String> lines(LineBatch batch) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            int from = batch.start(row);
            lines.add(new String(batch.bytes(), from, batch.end(row) - from - 1, StandardCharsets.UTF_8));
        }
        return lines;
    }

    /** A session in a zone with summer time would want zone tables; a half hour will do. */
    private static Source open(TestServer server) {
        return new MySqlDialect().openSource(Copies.elsewhere(server.config(DATABASE)), Listener.NONE);
    }

    @OnEachServer
    void asksTheServerWhichSpellingsAreAnswered(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(
                DATABASE,
                "CREATE TABLE t (id INT PRIMARY KEY, k VARCHAR(20) COLLATE utf8mb4_general_ci, UNIQUE (k))",
                "INSERT INTO t VALUES (1, 'Abc'), (2, 'déjà'), (3, 'pad'), (4, 'Straße')");

        Found found = lookupTexts(server, "ABC", "abc", "Abc", "DEJA", "pad   ", "strase", "abcd", "pa", "");

        assertEquals(List.of("1", "2", "3", "4"), found.rows());
        assertEquals(List.of("abcd", "pa", ""), found.unanswered());
    }

    @OnEachServer
    void answersHoldRegardlessOfTheQuerysConditions(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(DATABASE, "CREATE TABLE t (id INT PRIMARY KEY, k INT)", "INSERT INTO t VALUES (1, 1), (2, 2)");
        try (Source source = open(server);
                Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
                Reader reader = snapshot.reader()) {
            Table table = source.catalog().table(TableName.of("t"));
            Query query = new Query(
                    table,
                    List.of(),
                    List.of(Output.of(table.columnOf("k"))),
                    List.of("`t`.k <> 2 -- not two"),
                    Optional.empty(),
                    List.of(),
                    java.util.OptionalLong.empty(),
                    Optional.empty());
            List<String> rows = new ArrayList<>();
            List<Column> id = List.of(table.columnOf("id"));

            KeyBatch unanswered = reader.lookup(
                    query,
                    new Asked(id, new MySqlDialect().form(id), LongKeys.of(1, 2, 3)),
                    batch -> rows.addAll(lines(batch)));

            assertEquals(List.of("1"), rows);
            assertEquals(List.of(3L), longs(unanswered));
        }
    }

    @OnEachServer
    void looksUpTensOfThousandsOfKeysInAnyOrder(TestServer server) throws SQLException {
        server.createDatabase(DATABASE);
        server.execute(
                DATABASE,
                "CREATE TABLE t (id BIGINT PRIMARY KEY, k VARCHAR(40), UNIQUE (k))",
                "INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 899)"
                        + " SELECT (x.i * 900 + y.i) * 3, CONCAT('key ', x.i * 900 + y.i) FROM n x, n y WHERE x.i < 60");
        try (Source source = open(server);
                Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
                Reader reader = snapshot.reader()) {
            Table table = source.catalog().table(TableName.of("t"));
            Query query = Query.of(table, List.of(), List.of(Output.of(table.columnOf("id"))));
            List<Column> id = List.of(table.columnOf("id"));
            List<Column> text = List.of(table.columnOf("k"));
            long[] some =
                    IntStream.range(0, 54_000).mapToLong(i -> i * 2L % 160_001).toArray();
            List<byte[]> texts = IntStream.range(40_000, 64_000)
                    .mapToObj(i -> ("KEY " + i).getBytes(StandardCharsets.UTF_8))
                    .toList();
            List<String> byId = new ArrayList<>();
            List<String> byText = new ArrayList<>();

            KeyBatch noId = reader.lookup(
                    query,
                    new Asked(id, new MySqlDialect().form(id), LongKeys.of(some)),
                    batch -> byId.addAll(lines(batch)));
            KeyBatch noText = reader.lookup(
                    query,
                    new Asked(text, new MySqlDialect().form(text), TextKeys.of(texts)),
                    batch -> byText.addAll(lines(batch)));

            assertEquals(18_000, byId.size());
            assertEquals(36_000, noId.size());
            assertEquals(14_000, byText.size());
            assertEquals(10_000, noText.size());
        }
    }

    private record Found(List<String> rows, List<String> unanswered) {}

    private static Found lookupTexts(TestServer server, String... keys) {
        try (Source source = open(server);
                Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
                Reader reader = snapshot.reader()) {
            Table table = source.catalog().table(TableName.of("t"));
            List<Column> key = List.of(table.columnOf("k"));
            List<byte[]> asked = new ArrayList<>();
            for (String text : keys) {
                asked.add(text.getBytes(StandardCharsets.UTF_8));
            }
            List<String> rows = new ArrayList<>();
            TextKeys unanswered = (TextKeys) reader.lookup(
                    Query.of(table, List.of(), List.of(Output.of(table.columnOf("id")))),
                    new Asked(key, new MySqlDialect().form(key), TextKeys.of(asked)),
                    batch -> rows.addAll(lines(batch)));
            rows.sort(null);
            List<String> texts = IntStream.range(0, unanswered.size())
                    .mapToObj(i -> new String(unanswered.get(i), StandardCharsets.UTF_8))
                    .toList();
            return new Found(rows, texts);
        }
    }

    private static List<Long> longs(KeyBatch keys) {
        return java.util.Arrays.stream(((LongKeys) keys).toArray()).boxed().toList();
    }
}
