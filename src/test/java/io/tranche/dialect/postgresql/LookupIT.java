package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Asked;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Output;
import io.tranche.dialect.PerParent;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.Source;
import io.tranche.row.KeyColumns;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keys are compared as the server's own foreign keys compare them. */
class LookupIT {
    /** Parent's type, child's type, the parents' values; all but the last are in the child too. */
    private record Case(String parent, String child, List<String> values) {}

    private static final List<Case> CASES = List.of(
            same("smallint", "-5", "7", "8"),
            same("integer", "-5", "7", "8"),
            same("bigint", "-9223372036854775808", "7", "8"),
            new Case("bigint", "smallint", List.of("1", "2", "3000000000")),
            new Case("smallint", "bigint", List.of("1", "2", "3")),
            new Case("numeric", "integer", List.of("1.00", "2.0", "3")),
            new Case("double precision", "real", List.of("0.5", "1", "0.1")),
            same("numeric", "1.0", "2.50", "'NaN'"),
            same("real", "0.1", "16777217", "'NaN'"),
            same("double precision", "0.1", "'-0'", "1e300"),
            same("text", "'a'", "E't\\tb\\\\n\\n'", "'\"q\",{x}'", "'NULL'", "''", "'ä'", "'z'"),
            same("varchar(20)", "'a '", "' b'", "'c'"),
            new Case("text", "varchar(20)", List.of("'a'", "'b '", "'c'")),
            same("char(10)", "'a'", "'b'", "'c'"),
            new Case("varchar(10)", "char(10)", List.of("'a'", "'b'", "'c'")),
            new Case("char(10)", "text", List.of("'a'", "'b'", "'c'")),
            new Case("char(10)", "char(5)", List.of("'a'", "'b'", "'c'")),
            same("name", "'a'", "'b'", "'c'"),
            same("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'"),
            same("bytea", "''", "'\\x00'", "'\\x5c09'", "'\\xff'"),
            same("date", "'2024-01-01'", "'infinity'", "'0044-03-15 BC'"),
            new Case("timestamp", "date", List.of("'2024-01-01'", "'2024-01-02'", "'2024-01-03'")),
            same("timestamp", "'2024-01-01 00:00:00.000001'", "'infinity'", "'2025-01-01'"),
            same("timestamptz", "'2024-01-01 00:00:00+05:30'", "'1890-01-01 00:00+00:19:32'", "'2025-01-01Z'"),
            same("time", "'24:00'", "'12:00:00.5'", "'01:00'"),
            same("interval", "'1 month'", "'-1 day'", "'3 hours'"),
            same("boolean", "true", "false"),
            same("inet", "'10.0.0.1'", "'10.0.0.1/8'", "'::1'"),
            same("cidr", "'10.0.0.0/8'", "'::/0'"),
            same("macaddr", "'08:00:2b:01:02:03'", "'08:00:2b:01:02:04'"),
            same("bit(3)", "B'101'", "B'100'", "B'000'"),
            same("bit varying", "B'1'", "B'10'", "B''"),
            same("money", "1.25", "-3", "7"),
            same("oid", "4294967295", "0"),
            same("int4range", "'[1,5)'", "'empty'", "'(,)'"),
            same("integer[]", "'{1,2}'", "'{}'", "'{{1,NULL}}'"),
            same("text[]", "ARRAY['a\"b','c,d',NULL]", "'{}'", "ARRAY['\\']"),
            same("jsonb", "'{\"a\": 1}'", "'[]'", "'\"x\"'"),
            same("citext", "'Abc'", "'x'", "'y'"),
            new Case("citext", "citext", List.of("'Abc'", "'ÄB'", "'z'")),
            same("hstore", "'a=>1'", "''", "'b=>NULL'"),
            same("\"Ünï \"\"q\"\"\".\"Mood\"", "'sad'", "'o''k'", "'a,b'"),
            same("\"Ünï \"\"q\"\"\".positive", "1", "2", "3"),
            same("\"Ünï \"\"q\"\"\".named", "'a'", "'b'", "'c'"),
            same("\"Ünï \"\"q\"\"\".pair", "ROW(1,'a b')", "ROW(2,NULL)", "ROW(3,'\"')"));

    private static final int NEAR = 5_000;

    private static TestServer server;
    private static Source source;
    private static Catalog catalog;
    private static Snapshot snapshot;

    private static Case same(String type, String... values) {
        return new Case(type, type, List.of(values));
    }

    @BeforeAll
    static void fill() throws SQLException {
        server = Servers.postgresql();
        server.createDatabase("lookup");
        server.execute(
                "lookup",
                "CREATE SCHEMA \"Ünï \"\"q\"\"\"",
                // where the extension lives is not on the search path
                "CREATE SCHEMA ext",
                "CREATE EXTENSION citext SCHEMA ext",
                "CREATE EXTENSION hstore SCHEMA ext",
                "CREATE TYPE \"Ünï \"\"q\"\"\".\"Mood\" AS ENUM ('sad', 'o''k', 'a,b')",
                "CREATE DOMAIN \"Ünï \"\"q\"\"\".positive AS int CHECK (value > 0)",
                "CREATE DOMAIN \"Ünï \"\"q\"\"\".named AS varchar(5)",
                "CREATE TYPE \"Ünï \"\"q\"\"\".pair AS (a int, b text)");
        List<String> statements = new ArrayList<>(List.of("SET search_path = public, ext"));
        for (int i = 0; i < CASES.size(); i++) {
            statements.addAll(statements(CASES.get(i), i));
        }
        statements.addAll(others());
        server.execute("lookup", statements.toArray(String[]::new));
        source = Databases.source(server, "lookup");
        catalog = source.catalog();
        snapshot = source.snapshot(SnapshotWish.of(1, Consistency.SNAPSHOT, Optional.empty())
                .reading(catalog.tables().keySet()));
    }

    private static List<String> statements(Case types, int i) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE p" + i + " (n int, k " + types.parent() + " PRIMARY KEY)");
        statements.add("CREATE TABLE c" + i + " (n int, k " + types.child() + " REFERENCES p" + i + ")");
        for (int n = 0; n < types.values().size(); n++) {
            String value = types.values().get(n);
            statements.add("INSERT INTO p" + i + " VALUES (" + n + ", CAST(" + value + " AS " + types.parent() + "))");
            if (n < types.values().size() - 1) {
                statements.add(
                        "INSERT INTO c" + i + " VALUES (" + n + ", CAST(" + value + " AS " + types.child() + "))");
            }
        }
        return statements;
    }

    private static List<String> others() {
        return List.of(
                "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE place (n int, name text COLLATE blind PRIMARY KEY)",
                "INSERT INTO place VALUES (1, 'Berlin'), (2, 'Paris')",
                "CREATE TABLE plain_item (id int PRIMARY KEY, owner int, at int)",
                "INSERT INTO plain_item SELECT i, i / 10, i FROM generate_series(1, 100) i",
                "CREATE TABLE pair (a int, b text, v text, PRIMARY KEY (a, b))",
                "INSERT INTO pair VALUES (1, 'x', 'one'), (1, 'y', 'two'), (2, 'x', 'three')",
                "CREATE TABLE part (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)",
                "CREATE TABLE part_low PARTITION OF part FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE part_high PARTITION OF part FOR VALUES FROM (10) TO (20)",
                "INSERT INTO part VALUES (1, 'low'), (11, 'high')",
                "CREATE TABLE holes (id int PRIMARY KEY, v text)",
                "INSERT INTO holes SELECT i, repeat('v', i % 50) FROM generate_series(1, 10000) i",
                "DELETE FROM holes WHERE id % 3 = 0 OR id BETWEEN 2000 AND 4000",
                "ANALYZE holes",
                "CREATE TABLE near (k bigint UNIQUE, n smallint NOT NULL)",
                "INSERT INTO near SELECT k, k %% 30000 FROM generate_series(%d, %d) k WHERE k %% 7 <> 3"
                        .formatted(-NEAR / 2, NEAR / 2),
                "INSERT INTO near SELECT NULL, n FROM near",
                "INSERT INTO near VALUES (%d, 1), (%d, 2)".formatted(Long.MIN_VALUE, Long.MAX_VALUE),
                "CREATE INDEX ON near (n)",
                "ANALYZE near",
                "CREATE TABLE elder (id int PRIMARY KEY)",
                "CREATE TABLE heir (more int) INHERITS (elder)",
                "INSERT INTO elder VALUES (1)",
                "INSERT INTO heir VALUES (1, 2), (3, 4)");
    }

    @AfterAll
    static void close() {
        if (source != null) {
            snapshot.close();
            source.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> findsEveryParentByItsChildsKeyWhateverTheType() {
        return IntStream.range(0, CASES.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        CASES.get(i).child() + " → " + CASES.get(i).parent(), () -> findsParents(i)));
    }

    private static void findsParents(int i) {
        Table parent = Databases.table(catalog, "p" + i);
        Table child = Databases.table(catalog, "c" + i);
        KeyForm form = PostgreSqlDialect.INSTANCE.form(child.columnsOf(List.of("k")), parent.columnsOf(List.of("k")));
        try (Reader reader = snapshot.reader()) {
            List<KeyColumns.Found> keys = new ArrayList<>();
            reader.read(
                    Query.of(child, List.of(), List.of(Output.of(child.columnOf("k")))),
                    batch -> keys.add(new KeyColumns(new int[] {0}, form.integer()).read(batch)));
            List<String> found = new ArrayList<>();
            var unanswered = reader.lookup(
                    Query.of(parent, List.of(), List.of(Output.of(parent.columnOf("n")))),
                    new Asked(parent.columnsOf(List.of("k")), form, keys.get(0).keys()),
                    Databases.into(found));
            List<String> expected = IntStream.range(0, CASES.get(i).values().size() - 1)
                    .mapToObj(Integer::toString)
                    .toList();
            assertEquals(expected, found.stream().sorted().toList());
            assertEquals(List.of(), Databases.texts(unanswered));
            findsChildren(reader, parent, child, expected);
        }
    }

    private static void findsChildren(Reader reader, Table parent, Table child, List<String> expected) {
        KeyForm form = PostgreSqlDialect.INSTANCE.form(parent.columnsOf(List.of("k")), child.columnsOf(List.of("k")));
        List<KeyColumns.Found> keys = new ArrayList<>();
        reader.read(
                Query.of(parent, List.of(), List.of(Output.of(parent.columnOf("k")))),
                batch -> keys.add(new KeyColumns(new int[] {0}, form.integer()).read(batch)));
        List<String> found = new ArrayList<>();
        reader.readMatching(
                Query.of(child, List.of(), List.of(Output.of(child.columnOf("n")))),
                new Asked(child.columnsOf(List.of("k")), form, keys.get(0).keys()),
                Databases.into(found));
        assertEquals(expected, found.stream().sorted().toList());
    }

    @TestFactory
    Stream<DynamicTest> planOfALookupUsesTheIndexWhateverTheTypes() {
        return IntStream.range(0, CASES.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        CASES.get(i).child() + " → " + CASES.get(i).parent(), () -> usesIndex(i)));
    }

    private static void usesIndex(int i) throws SQLException {
        Table parent = Databases.table(catalog, "p" + i);
        Table child = Databases.table(catalog, "c" + i);
        KeyForm form = PostgreSqlDialect.INSTANCE.form(child.columnsOf(List.of("k")), parent.columnsOf(List.of("k")));
        AskedKeys keys = new AskedKeys(
                new Asked(parent.columnsOf(List.of("k")), form, Databases.keys(form, form.integer() ? "1" : "x")));
        String select = new QueryText(new FixedMoment("2024-01-01")).select(Databases.whole(parent), Optional.of(keys));
        String residue = keys.unanswered(parent.name(), Quoting.from(parent));
        for (String sql : List.of(select, residue)) {
            try (var connection = server.connection("lookup");
                    var statement = connection.createStatement()) {
                statement.execute("SET enable_seqscan = off");
                statement.execute("SET enable_bitmapscan = off");
                statement.execute("SET tranche.key1 = '{}'");
                try (var rows = statement.executeQuery("EXPLAIN " + sql)) {
                    StringBuilder plan = new StringBuilder();
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                    assertEquals(true, plan.toString().contains("Index Cond"), plan.toString());
                }
            }
        }
    }

    @Test
    void tellsWhichKeysNoRowHas() {
        Table parent = Databases.table(catalog, "p1");
        try (Reader reader = snapshot.reader()) {
            List<String> found = new ArrayList<>();
            var unanswered = reader.lookup(
                    Databases.whole(parent), asked(parent, "7", "99", "-5", "100"), Databases.into(found));
            assertEquals(
                    List.of("-5", "7"),
                    found.stream().map(line -> line.split("\t")[1]).sorted().toList());
            assertEquals(List.of("99", "100"), Databases.texts(unanswered));
        }
    }

    @Test
    void takesKeysAsAnsweredThoughAConditionHidesTheirRow() {
        Table parent = Databases.table(catalog, "p1");
        Query query = new Query(
                parent,
                List.of(),
                List.of(Output.of(parent.columnOf("k"))),
                List.of("n > 100"),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                Optional.empty());
        try (Reader reader = snapshot.reader()) {
            List<String> found = new ArrayList<>();
            var unanswered = reader.lookup(query, asked(parent, "7", "99"), Databases.into(found));
            assertEquals(List.of(), found);
            assertEquals(List.of("99"), Databases.texts(unanswered));
        }
    }

    @Test
    void givesARowOnceThoughSeveralSpellingsAskForIt() {
        Table citext = Databases.table(catalog, "p" + CASES.indexOf(same("citext", "'Abc'", "'x'", "'y'")));
        Table place = Databases.table(catalog, "place");
        Table numeric = Databases.table(catalog, "p7");
        try (Reader reader = snapshot.reader()) {
            assertEquals(List.of("0\tAbc"), lookup(reader, citext, "k", List.of("nope"), "ABC", "abc", "nope"));
            assertEquals(
                    List.of("1\tBerlin"), lookup(reader, place, "name", List.of("Rom"), "BERLIN", "berlin", "Rom"));
            assertEquals(List.of("1\t2.50"), lookup(reader, numeric, "k", List.of("2.51"), "2.5", "2.500", "2.51"));
        }
    }

    private static List<String> lookup(
            Reader reader, Table table, String column, List<String> unanswered, String... keys) {
        List<String> found = new ArrayList<>();
        List<Column> columns = table.columnsOf(List.of(column));
        var rest = reader.lookup(
                Databases.whole(table),
                Databases.asked(columns, PostgreSqlDialect.INSTANCE.form(columns), keys),
                Databases.into(found));
        assertEquals(unanswered, Databases.texts(rest));
        return found;
    }

    /** Keys that lie close together are read as a stretch: whatever lies between them is left out. */
    @Test
    void findsExactlyTheAskedOnesOfNeighbouringIntegers() throws SQLException {
        Random random = new Random(7);
        for (int odds : List.of(1, 2, 4, 40)) {
            List<Long> asked = LongStream.rangeClosed(-NEAR / 2 - 10, NEAR / 2 + 10)
                    .filter(key -> random.nextInt(odds) == 0)
                    .boxed()
                    .toList();
            findsExactly(asked);
            findsExactly(Stream.concat(asked.stream(), Stream.of(Long.MIN_VALUE, Long.MAX_VALUE))
                    .toList());
        }
    }

    private static void findsExactly(List<Long> asked) throws SQLException {
        Table near = Databases.table(catalog, "near");
        String list = asked.stream().map(key -> "'" + key + "'").collect(Collectors.joining(", "));
        String[] keys = asked.stream().map(String::valueOf).toArray(String[]::new);
        try (Reader reader = snapshot.reader()) {
            List<String> expected = Databases.rows(
                    server, "lookup", "SELECT concat_ws(E'\\t', k, n) FROM near WHERE k IN (" + list + ")");
            Set<String> present =
                    expected.stream().map(line -> line.split("\t")[0]).collect(Collectors.toSet());
            List<String> missing =
                    Stream.of(keys).filter(key -> !present.contains(key)).toList();
            assertEquals(
                    expected.stream().sorted().toList(),
                    lookup(reader, near, "k", missing, keys).stream().sorted().toList());
            List<Column> n = near.columnsOf(List.of("n"));
            List<String> matching = new ArrayList<>();
            reader.readMatching(
                    Databases.whole(near),
                    Databases.asked(n, PostgreSqlDialect.INSTANCE.form(n), keys),
                    Databases.into(matching));
            assertEquals(
                    Databases.rows(
                                    server,
                                    "lookup",
                                    "SELECT coalesce(k::text, '\\N') || E'\\t' || n FROM near WHERE n::int8 IN (" + list
                                            + ")")
                            .stream()
                            .sorted()
                            .toList(),
                    matching.stream().sorted().toList());
        }
    }

    @Test
    void asksForKeysOfSeveralColumns() {
        Table pair = Databases.table(catalog, "pair");
        List<Column> columns = pair.columnsOf(List.of("a", "b"));
        try (Reader reader = snapshot.reader()) {
            List<String> found = new ArrayList<>();
            var unanswered = reader.lookup(
                    Databases.whole(pair),
                    Databases.asked(columns, PostgreSqlDialect.INSTANCE.form(columns), "1\ty", "2\tx", "2\ty"),
                    Databases.into(found));
            assertEquals(
                    List.of("1\ty\ttwo", "2\tx\tthree"), found.stream().sorted().toList());
            assertEquals(List.of("2\ty"), Databases.texts(unanswered));
        }
    }

    @Test
    void looksIntoAllPartitionsButNotIntoHeirs() {
        Table part = Databases.table(catalog, "part");
        Table elder = Databases.table(catalog, "elder");
        try (Reader reader = snapshot.reader()) {
            assertEquals(
                    List.of("1\tlow", "11\thigh"),
                    lookup(reader, part, "id", List.of("12"), "1", "11", "12").stream()
                            .sorted()
                            .toList());
            assertEquals(List.of("1"), lookup(reader, elder, "id", List.of("3"), "1", "3"));
        }
    }

    @Test
    void givesTheFirstRowsOfEachParent() {
        Table item = Databases.table(catalog, "plain_item");
        List<Column> owner = item.columnsOf(List.of("owner"));
        Query query = new Query(
                item,
                List.of(),
                List.of(Output.of(item.columnOf("id"))),
                List.of("plain_item.id % 2 = 0"),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                Optional.of(new PerParent(owner, List.of("\"public\".\"plain_item\".at DESC", "id"), 2)));
        try (Reader reader = snapshot.reader()) {
            List<String> found = new ArrayList<>();
            reader.readMatching(
                    query,
                    Databases.asked(owner, PostgreSqlDialect.INSTANCE.form(owner), "1", "3"),
                    Databases.into(found));
            assertEquals(
                    List.of("16", "18", "36", "38"), found.stream().sorted().toList());
        }
    }

    @Test
    void goesOnAfterAHandlerFails() {
        Table item = Databases.table(catalog, "plain_item");
        try (Reader reader = snapshot.reader()) {
            var failure = assertThrows(
                    IllegalStateException.class,
                    () -> reader.read(Databases.whole(item), batch -> {
                        throw new IllegalStateException("enough");
                    }));
            assertEquals("enough", failure.getMessage());
            assertEquals(100, Databases.read(reader, Databases.whole(item)).size());
        }
    }

    @Test
    void partsATableIntoRangesThatCoverItOnce() {
        for (String name : List.of("plain_item", "part")) {
            Table table = Databases.table(catalog, name);
            try (Reader reader = snapshot.reader()) {
                Query whole = Databases.whole(table);
                List<String> parts = new ArrayList<>();
                var ranges = reader.split(table, 7);
                ranges.forEach(range -> reader.read(whole.in(range), Databases.into(parts)));
                assertEquals(
                        Databases.read(reader, whole).stream().sorted().toList(),
                        parts.stream().sorted().toList());
                assertTrue(ranges.size() > 1);
            }
        }
    }

    @Test
    void partsWhatAQueryReadsByPlaceWherePlacesHold() {
        for (String name : List.of("holes", "part")) {
            Table table = Databases.table(catalog, name);
            try (Reader reader = snapshot.reader()) {
                Query whole = Databases.whole(table);
                List<String> parts = new ArrayList<>();
                var ranges = reader.chunks(whole, 7);
                ranges.forEach(range -> reader.read(whole.in(range), Databases.into(parts)));
                assertEquals(
                        Databases.read(reader, whole).stream().sorted().toList(),
                        parts.stream().sorted().toList());
                KeyRange.By by = name.equals("holes") ? KeyRange.By.PLACE : KeyRange.By.KEY;
                assertTrue(ranges.size() > 1);
                assertTrue(ranges.stream().allMatch(range -> range.by() == by));
            }
        }
    }

    @Test
    void doesNotPartWhatAnIndexFindsAtOnce() {
        Table table = Databases.table(catalog, "holes");
        Query query = new Query(
                table,
                List.of(),
                Databases.whole(table).columns(),
                List.of("id = 4711"),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                Optional.empty());
        try (Reader reader = snapshot.reader()) {
            assertEquals(List.of(KeyRange.open()), reader.chunks(query, 7));
        }
    }

    @Test
    void saysWhatTheServerHasAgainstAQuery() {
        Table item = Databases.table(catalog, "plain_item");
        Query query = Databases.whole(item);
        Query wrong = new Query(
                item,
                List.of(),
                query.columns(),
                List.of("nothing = 1"),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                Optional.empty());
        try (Reader reader = snapshot.reader()) {
            assertEquals(Optional.empty(), reader.rejection(query));
            assertEquals(
                    "column \"nothing\" does not exist (SQLSTATE 42703)",
                    reader.rejection(wrong).orElseThrow());
            assertEquals(List.of(List.of("100")), reader.rows("SELECT count(*) FROM plain_item"));
        }
    }

    private static Asked asked(Table table, String... keys) {
        List<Column> columns = table.columnsOf(List.of("k"));
        return Databases.asked(columns, PostgreSqlDialect.INSTANCE.form(columns), keys);
    }

    @Test
    void namesKeysOfOneSpellingAlike() {
        Map<String, String> words = new java.util.TreeMap<>();
        for (String name : List.of("p0", "p1", "p2")) {
            words.put(
                    name,
                    PostgreSqlDialect.INSTANCE
                            .form(Databases.table(catalog, name).columnsOf(List.of("k")))
                            .toString());
        }
        assertEquals(1, Map.copyOf(words).values().stream().distinct().count());
    }
}
