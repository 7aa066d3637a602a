package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Carried;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.RunFailure;
import io.tranche.row.BatchHandler;
import io.tranche.row.Conditions;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import io.tranche.row.RowForm;
import io.tranche.row.RowSink;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read out of binary rows is what is read out of the lines of the same rows. */
class BinaryRowsIT {
    private static final String SOURCE = "binary_source";
    private static final String TARGET = "binary_target";

    /** Types that keys are read of, and values of theirs. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "smallint", List.of("-32768", "-1", "0", "32767"),
            "integer", List.of("-2147483648", "255", "2147483647"),
            "bigint", List.of("-9223372036854775808", "9223372036854775807", "-256"),
            "text", List.of("''", "E'\\b\\f\\n\\r\\t\\x0b\\\\'", "E'\\x01\\x7f\\u20ac'", "'\\N'", "'a\\'"),
            "varchar(9)", List.of("'a  '", "''"),
            "char(4)", List.of("'a'", "''"),
            "name", List.of("'abc'"),
            "boolean", List.of("true", "false"),
            "mood", List.of("'sad'", "E'tab\\there'"),
            "uuid", List.of("'00000000-0000-0000-0000-000000000001'", "'FFFFFFFF-0c0b-4ef8-bb6d-6bb9bd380a11'"));

    private final TestServer server = Servers.postgresql();

    @BeforeAll
    static void create() throws SQLException {
        TestServer server = Servers.postgresql();
        for (String database : List.of(SOURCE, TARGET)) {
            server.createDatabase(database);
            server.execute(database, "CREATE TYPE mood AS ENUM ('sad', E'tab\\there')");
        }
    }

    @Test
    void readsTheSameKeys() throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> ddl = new ArrayList<>(List.of("CREATE TABLE keyed (n int PRIMARY KEY)"));
        for (var type : KEYS.entrySet()) {
            String column = "k" + columns.size();
            columns.add(column);
            ddl.add("ALTER TABLE keyed ADD " + column + " " + type.getKey());
            for (String value : type.getValue()) {
                ddl.add("INSERT INTO keyed (n, " + column + ") SELECT count(*), CAST(" + value + " AS " + type.getKey()
                        + ") FROM keyed");
            }
        }
        server.execute(SOURCE, ddl.toArray(String[]::new));
        try (Source source = Databases.source(server, SOURCE);
                Snapshot snapshot = Databases.snapshot(source);
                Reader reader = snapshot.reader()) {
            Table table = Databases.table(source.catalog(), "keyed");
            assertEquals(RowForm.BINARY, form(table, table, columns));
            for (int i = 0; i < columns.size(); i++) {
                String type = table.columnOf(columns.get(i)).type().full();
                KeyColumns key = new KeyColumns(new int[] {1 + i}, false);
                List<String> expected = keys(reader, Databases.whole(table), key);
                assertFalse(expected.isEmpty(), type);
                assertEquals(expected, keys(reader, Databases.whole(table).as(RowForm.BINARY), key), type);
                KeyColumns composite = new KeyColumns(new int[] {1 + i, 0}, false);
                assertEquals(
                        keys(reader, Databases.whole(table), composite),
                        keys(reader, Databases.whole(table).as(RowForm.BINARY), composite),
                        type);
            }
            for (String integer : List.of("smallint", "integer", "bigint")) {
                int field = 1 + List.copyOf(KEYS.keySet()).indexOf(integer);
                KeyColumns key = new KeyColumns(new int[] {field}, true);
                assertEquals(
                        keys(reader, Databases.whole(table), key),
                        keys(reader, Databases.whole(table).as(RowForm.BINARY), key),
                        integer);
            }
        }
    }

    private static List<String> keys(Reader reader, Query query, KeyColumns key) {
        List<String> keys = new ArrayList<>();
        reader.read(query, batch -> keys.addAll(Databases.texts(key.read(batch).keys())));
        return keys;
    }

    /** Fields before the columns, and rows in between, leave no trace in what is stored. */
    @Test
    void cutsCarriedFieldsAndDropsRows() throws SQLException {
        String ddl = "CREATE TABLE cut (id int PRIMARY KEY, name text, gone text)";
        server.execute(
                SOURCE,
                ddl,
                "INSERT INTO cut SELECT n, repeat('x', n % 50), CASE n % 3 WHEN 0 THEN 'y' END"
                        + " FROM generate_series(1, 20000) n");
        server.execute(TARGET, ddl);
        try (Source source = Databases.source(server, SOURCE);
                Target target = Databases.target(server, TARGET);
                Snapshot snapshot = Databases.snapshot(source);
                Reader reader = snapshot.reader();
                TargetSession session = target.session()) {
            Table table = Databases.table(source.catalog(), "cut");
            List<Carried> carried =
                    List.of(new Carried.Condition("gone IS NULL"), new Carried.KeyField(table.columnOf("id"), "int8"));
            Query query = Query.of(
                            table,
                            carried,
                            table.writable().stream().map(Output::of).toList())
                    .as(RowForm.BINARY);
            RowSink sink = session.load(table, table.writable(), RowForm.BINARY);
            KeyColumns id = new KeyColumns(new int[] {1}, true);
            BatchHandler evenOnes = batch -> {
                BitSet wanted = Conditions.holds(batch, 0);
                List<String> ids = Databases.texts(id.read(batch).keys());
                IntStream.range(0, batch.rows())
                        .filter(row -> Integer.parseInt(ids.get(row)) % 2 == 1)
                        .forEach(wanted::clear);
                batch.keep(wanted);
                batch.cut(2);
                sink.write(batch);
            };
            reader.read(query, evenOnes);
            sink.finish();
            session.commit();
        }
        String rows = "SELECT count(*) || ' ' || sum(id) || ' ' || sum(length(name)) FROM cut";
        assertEquals(server.value(SOURCE, rows + " WHERE gone IS NULL AND id % 2 = 0"), server.value(TARGET, rows));
        assertEquals("0", server.value(TARGET, "SELECT count(gone) FROM cut"));
    }

    @Test
    void readsNothingOfATableWithoutRows() throws SQLException {
        server.execute(SOURCE, "CREATE TABLE nothing (id int PRIMARY KEY)");
        try (Source source = Databases.source(server, SOURCE);
                Snapshot snapshot = Databases.snapshot(source);
                Reader reader = snapshot.reader()) {
            Query query = Databases.whole(Databases.table(source.catalog(), "nothing"))
                    .as(RowForm.BINARY);
            List<LineBatch> batches = new ArrayList<>();
            assertEquals(0, reader.read(query, batches::add));
            assertEquals(List.of(), batches);
        }
    }

    /** It is a row that is refused, not a connection that is lost: it can be sent again as text. */
    @Test
    void aValueThatIsTooShortOrTooLongIsARefusedRow() throws SQLException {
        server.execute(SOURCE, "CREATE TABLE sized (id int PRIMARY KEY)", "INSERT INTO sized VALUES (1)");
        for (String type : List.of("bigint", "smallint")) {
            server.execute(TARGET, "DROP TABLE IF EXISTS sized", "CREATE TABLE sized (id " + type + ")");
            try (Source source = Databases.source(server, SOURCE);
                    Target target = Databases.target(server, TARGET)) {
                Table table = Databases.table(source.catalog(), "sized");
                assertThrows(RunFailure.class, () -> Databases.copy(source, target, table, RowForm.BINARY), type);
            }
        }
    }

    /** Text is read by whatever type stands there; binary values are taken for those of the target's type. */
    @Test
    void isChosenOnlyBetweenEqualTypes() throws SQLException {
        server.execute(
                SOURCE,
                "CREATE TABLE pair (id int, name varchar(10))",
                "CREATE TABLE wide (id bigint, name varchar(10))",
                "CREATE TABLE longer (id int, name varchar(20))",
                "CREATE TABLE lasting (id int, name interval)",
                "CREATE TABLE timed (id int, name timestamp)");
        try (Source source = Databases.source(server, SOURCE)) {
            Catalog catalog = source.catalog();
            Table pair = Databases.table(catalog, "pair");
            assertEquals(RowForm.BINARY, form(pair, pair, List.of()));
            assertEquals(RowForm.TEXT, form(pair, Databases.table(catalog, "wide"), List.of()));
            assertEquals(RowForm.TEXT, form(pair, Databases.table(catalog, "longer"), List.of()));
            Table lasting = Databases.table(catalog, "lasting");
            assertEquals(RowForm.TEXT, form(lasting, lasting, List.of()));
            Table timed = Databases.table(catalog, "timed");
            assertEquals(RowForm.BINARY, form(timed, timed, List.of("id")));
            assertEquals(RowForm.TEXT, form(timed, timed, List.of("name")));
        }
    }

    private static RowForm form(Table from, Table to, List<String> keys) {
        Set<Column> read = Set.copyOf(from.columnsOf(keys));
        return PostgreSqlDialect.INSTANCE.rowForm(from.writable(), to.writable(), read);
    }
}
