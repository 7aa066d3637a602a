package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each type's values arrive as they were: as the server compares them in binary form, not as our own reader sees them. */
class ColumnTypesIT {
    private static final List<String> OBJECTS = List.of(
            "CREATE EXTENSION hstore",
            "CREATE EXTENSION citext",
            "CREATE EXTENSION ltree",
            "CREATE EXTENSION cube",
            "CREATE EXTENSION isn",
            "CREATE SCHEMA app",
            "CREATE TYPE app.\"Mood\" AS ENUM ('sad', 'o''k', 'ha\"ppy', 'a,b', E'tab\\there')",
            "CREATE TYPE app.address AS (street text, number int, tags text[])",
            "CREATE TYPE app.span AS RANGE (subtype = float8)",
            "CREATE DOMAIN app.positive AS int CHECK (value > 0)",
            "CREATE DOMAIN app.name AS varchar(20)",
            "CREATE TABLE app.pointed_at (id int)",
            "CREATE FUNCTION app.called(int) RETURNS int LANGUAGE sql AS 'SELECT $1'");

    /** By type: SQL of its values. */
    static final Map<String, List<String>> VALUES = values();

    private static Map<String, List<String>> values() {
        Map<String, List<String>> types = new java.util.LinkedHashMap<>();
        types.put("smallint", List.of("-32768", "0", "32767"));
        types.put("integer", List.of("-2147483648", "0", "2147483647"));
        types.put("bigint", List.of("-9223372036854775808", "9223372036854775807"));
        types.put("numeric", List.of("1.0", "1.00", "'NaN'", "-0.000", "1e100", "123456789012345678901234567890.5"));
        types.put("numeric(10,3)", List.of("1", "-1234567.891"));
        types.put(
                "real",
                List.of("0.1", "'-0'", "'NaN'", "'Infinity'", "'-Infinity'", "16777217", "3.4028235e38", "1e-45"));
        types.put(
                "double precision",
                List.of(
                        "0.1",
                        "'-0'",
                        "'NaN'",
                        "'Infinity'",
                        "1.7976931348623157e308",
                        "5e-324",
                        "0.1 + 0.2",
                        "1/3.0"));
        types.put("money", List.of("'-92233720368547758.08'", "12.34", "0"));
        types.put("boolean", List.of("true", "false"));
        types.put(
                "text",
                List.of(
                        "''",
                        "'\\N'",
                        "'\\.'",
                        "E'\\b\\f\\n\\r\\t\\x0b\\\\'",
                        "E'\\u20ac \\U0001F600'",
                        "repeat('x', 300000)",
                        "' '",
                        "(SELECT string_agg(chr(i), '') FROM generate_series(1, 300) i)"));
        types.put("varchar(5)", List.of("'abc  '", "''"));
        types.put("char(5)", List.of("'abc'", "''"));
        types.put("char", List.of("'x'", "' '"));
        types.put("\"char\"", List.of("'x'", "''", "'\\\\'"));
        types.put("name", List.of("'abc'", "''"));
        types.put("bytea", List.of("''", "'\\x00ff0a0d5c'", "decode(repeat('00ff', 70000), 'hex')"));
        types.put("bit(3)", List.of("B'101'"));
        types.put("bit varying", List.of("B''", "B'1010101010'"));
        types.put("date", List.of("'infinity'", "'-infinity'", "'0044-03-15 BC'", "'5874897-12-31'", "'2024-02-29'"));
        types.put("time", List.of("'24:00'", "'23:59:59.999999'"));
        types.put("time with time zone", List.of("'12:00+05:30'", "'24:00-15:59:59'"));
        types.put("timestamp", List.of("'infinity'", "'4713-01-01 00:00:00 BC'", "'294276-12-31 23:59:59.999999'"));
        types.put(
                "timestamp with time zone",
                List.of("'-infinity'", "'1890-01-01 00:00+00:19:32'", "'2024-10-27 02:30 Europe/Berlin'"));
        types.put(
                "interval", List.of("'1 year -2 mons +3 days -04:05:06.789'", "'-1 day'", "'178000000 years'", "'0'"));
        types.put("uuid", List.of("'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"));
        types.put("json", List.of("'{\"a\" :  1.10, \"a\":2}'", "'\"\\u20ac\"'", "'null'"));
        types.put("jsonb", List.of("'{\"b\":1.10,\"a\":[null,\"\\\\n\"]}'", "'1e2'"));
        types.put("xml", List.of("'<a x=\"1\">&amp;</a>'", "'text <b/>'", "''"));
        types.put("inet", List.of("'10.0.0.1'", "'10.0.0.1/8'", "'::1/64'"));
        types.put("cidr", List.of("'10.0.0.0/8'", "'::/0'"));
        types.put("macaddr", List.of("'08:00:2b:01:02:03'"));
        types.put("macaddr8", List.of("'08:00:2b:01:02:03:04:05'"));
        types.put("point", List.of("'(1e-300,0.1)'"));
        types.put("line", List.of("'{1,2,0.3}'"));
        types.put("lseg", List.of("'[(0,0),(1,0.1)]'"));
        types.put("box", List.of("'(1,1),(0,0.1)'"));
        types.put("path", List.of("'[(0,0),(1,1)]'", "'((0,0),(1,0.1))'"));
        types.put("polygon", List.of("'((0,0),(1,1),(2,0.1))'"));
        types.put("circle", List.of("'<(0,0),0.1>'"));
        types.put("int4range", List.of("'empty'", "'[1,5)'", "'(,5)'", "'(,)'"));
        types.put("numrange", List.of("'(1.0,1.10]'"));
        types.put("tstzrange", List.of("'[2024-01-01 00:00+02,infinity)'"));
        types.put("tsvector", List.of("'a:1A ''b c'':2,3B \\'':4'"));
        types.put("tsquery", List.of("'a & !(b | ''c d'':*)'"));
        types.put("integer[]", List.of("'{}'", "'{1,NULL,3}'", "'[-2:0]={1,2,3}'", "'{{1,2},{3,4}}'"));
        types.put("text[]", List.of("ARRAY['NULL', NULL, '', 'a\"b', 'c\\d', 'e,f', E'g\\th', '{}']"));
        types.put("app.\"Mood\"[]", List.of("ARRAY['a,b', 'ha\"ppy']::app.\"Mood\"[]"));
        types.put("app.\"Mood\"", List.of("'sad'", "'o''k'", "'ha\"ppy'", "'a,b'", "E'tab\\there'"));
        types.put("app.address", List.of("ROW('a \"b\", c\\', NULL, ARRAY['x,y', NULL])", "ROW('', 1, '{}')"));
        types.put("app.span", List.of("'[0.1,0.30000000000000004)'"));
        types.put("app.positive", List.of("5"));
        types.put("app.name", List.of("'x '"));
        types.put("hstore", List.of("'a=>1, \"b c\"=>NULL, \"\"=>\"\"'"));
        types.put("citext", List.of("'AbC'"));
        types.put("ltree", List.of("'a.b.c'", "''"));
        types.put("cube", List.of("'(0.1,2),(3,4)'"));
        types.put("isbn13", List.of("'978-0-393-04002-9'"));
        types.put("pg_lsn", List.of("'16/B374D848'"));
        types.put("txid_snapshot", List.of("'10:20:10,14'"));
        types.put("oid", List.of("4294967295"));
        types.put("xid", List.of("'4294967295'"));
        types.put("tid", List.of("'(4294967295,1)'"));
        types.put("jsonpath", List.of("'$.a[*] ? (@ > 1.10)'"));
        types.put("int4multirange", List.of("'{[1,3),[5,9)}'", "'{}'"));
        types.put("regclass", List.of("'app.pointed_at'", "'pg_class'", "0", "4294967295"));
        types.put("regtype", List.of("'app.address'", "'int4'", "'text[]'"));
        types.put("regprocedure", List.of("'app.called(int)'"));
        types.put("regproc", List.of("'app.called'", "'now'"));
        types.put("regoperator", List.of("'+(int,int)'"));
        types.put("regconfig", List.of("'english'"));
        types.put("regnamespace", List.of("'app'"));
        return types;
    }

    /** Types that versions of the server came to know later. */
    private static final Map<String, Integer> SINCE = Map.of("jsonpath", 12, "int4multirange", 14);

    /** Compared by texts with floats in them, which servers before 12 write with more digits. */
    private static final Set<String> TEXT_WITH_FLOATS = Set.of("cube", "app.span");

    private static final Set<String> NO_BINARY_FORM = Set.of("txid_snapshot", "ltree", "cube", "isbn13");

    @TestFactory
    Stream<DynamicTest> carriesEveryTypeExactlyOnTheNewestServer() throws SQLException {
        return tests(Servers.postgresql(), Databases::copy);
    }

    @TestFactory
    Stream<DynamicTest> carriesEveryTypeExactlyInTheFormThatTheDialectChooses() throws SQLException {
        return tests(Servers.postgresql(), Databases::copyFast);
    }

    @TestFactory
    Stream<DynamicTest> carriesEveryTypeExactlyFromTheOldestToTheNewestServer() throws SQLException {
        return tests(Servers.oldPostgresql(), Servers.postgresql(), Databases::copyFast);
    }

    @TestFactory
    Stream<DynamicTest> carriesEveryTypeExactlyFromTheNewestToTheOldestServer() throws SQLException {
        return tests(Servers.postgresql(), Servers.oldPostgresql(), Databases::copyFast);
    }

    @TestFactory
    Stream<DynamicTest> carriesEveryTypeExactlyOnTheOldestServer() throws SQLException {
        return tests(Servers.oldPostgresql(), Databases::copy);
    }

    @TestFactory
    Stream<DynamicTest> replacesEveryTypeExactly() throws SQLException {
        return tests(Servers.postgresql(), Databases::replace);
    }

    private interface Copying {
        long copy(Source source, Target target, Table table);
    }

    private static Stream<DynamicTest> tests(TestServer server, Copying copying) throws SQLException {
        return tests(server, server, copying);
    }

    private static Stream<DynamicTest> tests(TestServer from, TestServer to, Copying copying) throws SQLException {
        int version = Math.min(version(from), version(to));
        Map<String, String> tables = new java.util.LinkedHashMap<>();
        for (String database : List.of("types_source", "types_target")) {
            TestServer server = database.endsWith("source") ? from : to;
            server.createDatabase(database);
            server.execute(database, OBJECTS.toArray(String[]::new));
            // sessions that are configured otherwise must not matter
            for (String setting : List.of(
                    "extra_float_digits = -5",
                    "datestyle = 'German, DMY'",
                    "intervalstyle = 'sql_standard'",
                    "bytea_output = 'escape'",
                    "xmloption = 'document'",
                    "search_path = " + (database.endsWith("source") ? "app, public" : "public"))) {
                server.execute("", "ALTER DATABASE " + database + " SET " + setting);
            }
        }
        int n = 0;
        for (var type : VALUES.entrySet()) {
            boolean comparable = version(from) == version(to) || !TEXT_WITH_FLOATS.contains(type.getKey());
            if (SINCE.getOrDefault(type.getKey(), 0) <= version && comparable) {
                String table = "t" + n++;
                tables.put(type.getKey(), table);
                create(from, to, table, type.getKey(), type.getValue());
            }
        }
        try (Source source = Databases.source(from, "types_source");
                Target target = Databases.target(to, "types_target")) {
            Catalog catalog = source.catalog();
            for (String table : tables.values()) {
                copying.copy(source, target, catalog.table(new TableName("public", table)));
            }
        }
        return tables.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> verify(from, to, entry.getValue(), entry.getKey())));
    }

    private static int version(TestServer server) throws SQLException {
        return Integer.parseInt(server.value("", "SHOW server_version_num")) / 10_000;
    }

    private static void create(TestServer from, TestServer to, String table, String type, List<String> values)
            throws SQLException {
        String ddl = "CREATE TABLE public." + table + " (id int, v " + type + ", a " + type + " NULL)";
        to.execute("types_target", ddl);
        List<String> statements =
                new ArrayList<>(List.of("SET datestyle = 'ISO, MDY'", "SET xmloption = content", ddl));
        statements.add("INSERT INTO public." + table + " VALUES (0, NULL)");
        for (int i = 0; i < values.size(); i++) {
            statements.add("INSERT INTO public." + table + " VALUES (" + (i + 1) + ", CAST(" + values.get(i) + " AS "
                    + type + "))");
        }
        from.execute("types_source", statements.toArray(String[]::new));
    }

    private static void verify(TestServer from, TestServer to, String table, String type) throws SQLException {
        assertEquals(
                content(from, "types_source", table, type),
                content(to, "types_target", table, type),
                "binary or exact form of each value of " + type);
    }

    /** Binary output where objects have the same number in both databases, else text under an empty search path. */
    private static List<String> content(TestServer server, String database, String table, String type)
            throws SQLException {
        List<String> rows = new ArrayList<>();
        boolean text = type.startsWith("reg") || type.contains("app.") || NO_BINARY_FORM.contains(type);
        try (var connection = server.connection(database);
                var statement = connection.createStatement()) {
            statement.execute("SET search_path = ''");
            statement.execute("SET extra_float_digits = 3");
            statement.execute("SET bytea_output = hex");
            if (text) {
                try (var result = statement.executeQuery(
                        "SELECT id || ' ' || coalesce(v::text, 'NULL') FROM public." + table + " ORDER BY id")) {
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
            } else {
                var copy = connection
                        .unwrap(org.postgresql.PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY (SELECT id, v FROM public." + table + " ORDER BY id) TO STDOUT (FORMAT binary)");
                for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                    rows.add(java.util.HexFormat.of().formatHex(row));
                }
            }
        }
        return rows;
    }
}
