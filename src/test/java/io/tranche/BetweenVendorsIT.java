package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.VendorScene.Source;
import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import io.tranche.report.SyncReport;
import io.tranche.run.DifferenceOutput;
import io.tranche.run.RepairScript;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** What is equal between MySQL or MariaDB and PostgreSQL, type by type, and what is not; whichever of them is the source. */
class BetweenVendorsIT {
    @TempDir
    Path folder;

    /** A value of each side, as SQL. */
    private record Values(String mysql, String postgresql, boolean equal) {}

    private static Values same(String mysql, String postgresql) {
        return new Values(mysql, postgresql, true);
    }

    private static Values same(String both) {
        return same(both, both);
    }

    private static Values differ(String mysql, String postgresql) {
        return new Values(mysql, postgresql, false);
    }

    /** A column of each side, and what it may hold. */
    private record Types(String name, String mysql, String postgresql, List<Values> values) {}

    private static Types types(String name, String mysql, String postgresql, Values... values) {
        List<Values> all = new ArrayList<>(List.of(values));
        all.add(same("NULL"));
        return new Types("t_" + name, mysql, postgresql, all);
    }

    private static List<Types> types(Vendor vendor) {
        String uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
        String utf8 = "VARCHAR(40) CHARACTER SET utf8mb4";
        List<Types> types = new ArrayList<>(List.of(
                types("integers", "INT", "integer", same("7"), differ("7", "-7"), differ("NULL", "0")),
                types("zerofill", "INT(8) UNSIGNED ZEROFILL", "bigint", same("42"), differ("42", "420")),
                types(
                        "unsigned_bigint",
                        "BIGINT UNSIGNED",
                        "numeric(20)",
                        same("18446744073709551615"),
                        same("9223372036854775808"),
                        differ("9223372036854775808", "9223372036854775807"),
                        differ("18446744073709551615", "-1")),
                types(
                        "decimals",
                        "DECIMAL(20,6)",
                        "numeric",
                        same("1.10", "1.1"),
                        same("-0.000000", "0"),
                        same("100", "1e2"),
                        differ("1.1", "1.100001"),
                        differ("0", "'NaN'"),
                        differ("NULL", "'NaN'")),
                types("years", "YEAR", "smallint", same("2020"), same("0"), differ("2020", "20")),
                types(
                        "doubles",
                        "DOUBLE",
                        "double precision",
                        same("0.1"),
                        same("1.7976931348623157e308"),
                        same("5e-324"),
                        same("-0e0", "'-0'"),
                        differ("-0e0", "0"),
                        differ("0.1", "0.10000000000000002"),
                        differ("NULL", "'NaN'"),
                        differ("1.7976931348623157e308", "'Infinity'")),
                types(
                        "floats",
                        "FLOAT",
                        "real",
                        same("0.1"),
                        same("16777216"),
                        same("3.4028234e38"),
                        // six digits would not tell them apart
                        differ("16777218", "16777216"),
                        differ("-0e0", "0"),
                        differ("0", "'-Infinity'")),
                types(
                        "float_as_double",
                        "FLOAT",
                        "double precision",
                        same("0.5"),
                        same("0.1", "0.10000000149011612"),
                        differ("0.1", "0.1")),
                types("scaled_float", "FLOAT(7,3)", "real", same("1.234"), differ("1.234", "1.2341")),
                types(
                        "booleans",
                        "TINYINT(1)",
                        "boolean",
                        same("1", "true"),
                        same("0", "false"),
                        differ("1", "false"),
                        differ("2", "true"),
                        differ("-1", "true"),
                        differ("NULL", "false")),
                types("bit_booleans", "BIT(1)", "boolean", same("b'1'", "true"), differ("b'0'", "true")),
                types("bits", "BIT(10)", "bit(10)", same("b'101'", "B'0000000101'"), differ("b'1'", "B'1000000000'")),
                types(
                        "varying_bits",
                        "BIT(10)",
                        "bit varying",
                        same("b'101'", "B'0000000101'"),
                        differ("b'101'", "B'101'")),
                types(
                        "bit_numbers",
                        "BIT(64)",
                        "numeric",
                        same("18446744073709551615"),
                        same("0"),
                        differ("18446744073709551615", "-1")),
                types(
                        "texts",
                        utf8,
                        "text",
                        same("'a'"),
                        same("''"),
                        same("'😀é'"),
                        same("'a\\nb\\tc\\\\N'", "E'a\\nb\\tc\\\\N'"),
                        same("x'0D080C0B'", "E'\\r\\b\\f\\x0B'"),
                        same("'NULL'"),
                        differ("'NULL'", "NULL"),
                        differ("NULL", "'NULL'"),
                        differ("'\\\\N'", "NULL"),
                        differ("''", "NULL"),
                        differ("'a '", "'a'"),
                        differ("'A'", "'a'"),
                        differ("'é'", "'e'"),
                        // the same to a reader's eye, in two normal forms
                        differ("'é'", "U&'e\\0301'"),
                        differ("x'610062'", "'ab'"),
                        differ("'1'", "'1.0'")),
                types("latin1", "VARCHAR(20) CHARACTER SET latin1", "text", same("'é€'"), differ("'é'", "'e'")),
                types(
                        "sjis",
                        "VARCHAR(20) CHARACTER SET sjis",
                        "varchar(20)",
                        same("'あ\\\\'", "'あ\\'"),
                        differ("'あ'", "'い'"),
                        differ("x'8540'", "'?'")),
                types(
                        "chars",
                        "CHAR(8) CHARACTER SET utf8mb4",
                        "char(5)",
                        same("'ab'"),
                        same("''"),
                        same("'ab  '", "'ab'"),
                        differ("'ab'", "'abc'"),
                        differ("' ab'", "'ab'")),
                types("char_as_text", "CHAR(5)", "text", same("'ab'"), differ("'ab'", "'ab   '")),
                types("text_as_char", utf8, "char(5)", same("'ab'"), differ("'ab   '", "'ab'")),
                types(
                        "binaries",
                        "BINARY(4)",
                        "bytea",
                        same("x'00FF5C0A'", "'\\x00ff5c0a'"),
                        same("x'01'", "'\\x01000000'"),
                        differ("x'01'", "'\\x01'")),
                types(
                        "blobs",
                        "BLOB",
                        "bytea",
                        same("x''", "''"),
                        same("x'5C4E'", "'\\x5c4e'"),
                        differ("x''", "NULL"),
                        differ("x'00'", "'\\x0000'")),
                types(
                        "uuid_texts",
                        "CHAR(36)",
                        "uuid",
                        same("'" + uuid + "'"),
                        same("UPPER('" + uuid + "')", "'" + uuid + "'"),
                        differ("'" + uuid.replace('1', '2') + "'", "'" + uuid + "'"),
                        differ("'" + uuid.replace("-", "") + "'", "'" + uuid + "'"),
                        differ("''", "NULL")),
                types(
                        "uuid_bytes",
                        "BINARY(16)",
                        "uuid",
                        same("x'" + uuid.replace("-", "") + "'", "'" + uuid + "'"),
                        differ("x'00'", "'" + uuid + "'")),
                types(
                        "json",
                        "JSON",
                        "jsonb",
                        same("'{\"bb\": 1, \"a\": [1, {\"x\": null}]}'", "'{\"a\":[1,{\"x\":null}],\"bb\":1}'"),
                        same("'{\"a\": 1, \"a\": 2}'"),
                        same("'1.0'", "'1'"),
                        same("'1e3'", "'1000'"),
                        same("'\"\\\\u00e9\\\\n\"'", "'\"é\\n\"'"),
                        same("'[]'"),
                        differ("'[1, 2]'", "'[2, 1]'"),
                        differ("'\"1\"'", "'1'"),
                        differ("'null'", "NULL"),
                        differ("'{\"a\": null}'", "'{}'"),
                        differ("'{\"a\": 1}'", "'{\"A\": 1}'"),
                        differ("'[\"a b\"]'", "'[\"a  b\"]'"),
                        differ("'0.1'", "'0.10000000000000000001'"),
                        differ("'true'", "'\"true\"'")),
                types(
                        "json_texts",
                        "JSON",
                        "json",
                        same("'{\"b\": 1, \"a\": 2}'", "'{ \"a\" :2,\"b\":1 }'"),
                        same("'{\"a\": 2}'", "'{\"a\": 1, \"a\": 2}'"),
                        differ("'{\"a\": 1}'", "'{\"a\": 1, \"a\": 2}'")),
                types(
                        "dates",
                        "DATE",
                        "date",
                        same("'2020-02-29'"),
                        same("'9999-12-31'"),
                        differ("'2020-02-29'", "'2020-03-01'"),
                        differ("'0000-00-00'", "NULL"),
                        differ("'0000-00-00'", "'0001-01-01'"),
                        differ("'2020-01-00'", "'2020-01-01'"),
                        differ("'9999-12-31'", "'infinity'"),
                        differ("'0044-03-15'", "'0044-03-15 BC'")),
                types(
                        "datetimes",
                        "DATETIME(6)",
                        "timestamp",
                        same("'2020-01-01 00:00:00'"),
                        same("'2020-01-01 00:00:00.500000'", "'2020-01-01 00:00:00.5'"),
                        differ("'2020-01-01 00:00:00.000001'", "'2020-01-01 00:00:00'"),
                        differ("'0000-00-00 00:00:00'", "NULL"),
                        differ("'9999-12-31 23:59:59'", "'infinity'"),
                        differ("'2020-01-01 00:00:00'", "'2020-01-01 00:00:00 BC'")),
                types(
                        "coarse_datetimes",
                        "DATETIME",
                        "timestamp(3)",
                        same("'2020-01-01 00:00:00'"),
                        differ("'2020-01-01 00:00:00'", "'2020-01-01 00:00:00.001'")),
                // this session of MySQL's is at +02:00
                types(
                        "moments",
                        "TIMESTAMP(6) NULL",
                        "timestamptz",
                        same("'2020-07-01 14:00:00'", "'2020-07-01 12:00:00+00'"),
                        same("'2020-07-01 14:00:00.25'", "'2020-07-01 05:00:00.25-07'"),
                        differ("'2020-07-01 14:00:00'", "'2020-07-01 14:00:00+00'"),
                        differ("'2020-07-01 14:00:00'", "'2020-07-01 12:00:00.000001+00'"),
                        differ("'0000-00-00 00:00:00'", "NULL"),
                        differ("'2020-07-01 14:00:00'", "'-infinity'")),
                types(
                        "local_as_moment",
                        "DATETIME",
                        "timestamptz",
                        same("'2020-07-01 12:00:00'", "'2020-07-01 14:00:00+02'"),
                        differ("'2020-07-01 14:00:00'", "'2020-07-01 14:00:00+02'")),
                types(
                        "times",
                        "TIME(6)",
                        "time",
                        same("'12:34:56.7'"),
                        same("'24:00:00'"),
                        differ("'838:59:59'", "'23:59:59'"),
                        differ("'-00:00:01'", "'00:00:01'"),
                        differ("'12:00:00.000001'", "'12:00:00'")),
                types(
                        "intervals",
                        "TIME(3)",
                        "interval",
                        same("'838:59:59'", "'838 hours 59 minutes 59 seconds'"),
                        same("'-00:00:01.5'", "'-1.5 seconds'"),
                        same("'24:00:00'", "'24 hours'"),
                        differ("'24:00:00'", "'1 day'"),
                        differ("'00:00:01'", "'-1 second'")),
                types("enums", "ENUM('a','B')", "letter", same("'a'"), same("'B'"), differ("'a'", "'B'")),
                types("enum_texts", "ENUM('a','B')", "text", same("'B'"), differ("0", "NULL"), differ("'B'", "'b'")),
                types("sets", "SET('x','y')", "text", same("'x,y'"), same("''"), differ("'y'", "'x'"))));
        if (vendor == Vendor.MARIADB) {
            types.add(types(
                    "uuids",
                    "UUID",
                    "uuid",
                    same("'" + uuid + "'"),
                    // of the version whose bytes MariaDB stores in another order
                    same("'4c8e6b5e-21c0-11ee-be56-0242ac120002'"),
                    differ("'" + uuid.replace('1', '2') + "'", "'" + uuid + "'")));
        }
        return types;
    }

    private VendorScene scene(TestServer server) throws SQLException {
        return new VendorScene(server, Servers.postgresql(), folder);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL})
    void tellsEqualValuesFromOthersTypeByType(TestServer server) throws SQLException {
        VendorScene scene = scene(server).postgresql("CREATE TYPE letter AS ENUM ('a', 'B')");
        List<Types> all = types(server.vendor());
        Set<String> expected = new TreeSet<>();
        for (Types types : all) {
            List<String> ours = new ArrayList<>(List.of(
                    "SET sql_mode = '', time_zone = '+02:00'",
                    "CREATE TABLE " + types.name() + " (id INT PRIMARY KEY, v " + types.mysql() + ")"));
            List<String> theirs = new ArrayList<>(List.of(
                    "CREATE TABLE " + types.name() + " (id integer PRIMARY KEY, v " + types.postgresql() + ")"));
            for (int id = 0; id < types.values().size(); id++) {
                Values values = types.values().get(id);
                ours.add("INSERT INTO " + types.name() + " VALUES (" + id + ", " + values.mysql() + ")");
                theirs.add("INSERT INTO " + types.name() + " VALUES (" + id + ", " + values.postgresql() + ")");
                if (!values.equal()) {
                    expected.add(types.name() + ": changed " + id);
                }
            }
            scene.mysql(ours.toArray(String[]::new)).postgresql(theirs.toArray(String[]::new));
        }
        for (Source source : Source.values()) {
            Set<String> found = scene.rows(source);
            assertEquals(Set.of(), without(expected, found), () -> "false equal, from " + source);
            assertEquals(Set.of(), without(found, expected), () -> "false difference, from " + source);
            SyncReport report = scene.diff(source, DifferenceOutput.NONE);
            assertEquals(List.of(), report.warnings());
            long rows = all.stream().mapToLong(types -> types.values().size()).sum();
            long equal =
                    report.tables().stream().mapToLong(SyncReport.Line::equal).sum();
            assertEquals(rows - expected.size(), equal);
        }
    }

    private static Set<String> without(Set<String> lines, Set<String> others) {
        Set<String> rest = new TreeSet<>(lines);
        rest.removeAll(others);
        return rest;
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL})
    void pairsRowsByKeysThatTheServersOrderDifferently(TestServer server) throws SQLException {
        String text = "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
        VendorScene scene = scene(server)
                .mysql(
                        "CREATE TABLE words (k " + text + " PRIMARY KEY, v INT)",
                        "INSERT INTO words VALUES ('a',1),('B',2),('Z',3),('é',4),('😀',5),('a_',6),('A',7),('10',8),('9',9)",
                        "CREATE TABLE pairs (b " + text + ", a INT, v " + text + ", PRIMARY KEY (a, b))",
                        "INSERT INTO pairs VALUES ('x',1,'p'),('y',1,'q'),('x',2,'r'),('x',10,'s')",
                        "CREATE TABLE numbers (k DECIMAL(6,3) PRIMARY KEY, v BIGINT UNSIGNED)",
                        "INSERT INTO numbers VALUES (1.5,1),(-2,18446744073709551615),(10,3)",
                        "CREATE TABLE bags (a INT, b " + text + ")",
                        "INSERT INTO bags VALUES (1,'x'),(1,'x'),(2,NULL),(3,'y')",
                        "CREATE TABLE swapped (id INT PRIMARY KEY, v " + text + ")",
                        "INSERT INTO swapped VALUES (1,'aa'),(2,'bb'),(3,'cc')",
                        "CREATE TABLE folded (k VARCHAR(20) CHARACTER SET utf8mb4 PRIMARY KEY)",
                        "INSERT INTO folded VALUES ('abc'),('x')")
                .postgresql(
                        "CREATE TABLE words (v integer, k text PRIMARY KEY)",
                        "INSERT INTO words (k, v) VALUES ('a',1),('B',2),('Z',3),('é',4),('😀',50),('a_',6),('10',8),('9',9),"
                                + "('ä',10)",
                        "CREATE TABLE pairs (a bigint, b varchar(20), v text, UNIQUE (b, a))",
                        "ALTER TABLE pairs ALTER a SET NOT NULL, ALTER b SET NOT NULL",
                        "INSERT INTO pairs VALUES (1,'x','p'),(1,'y','q'),(2,'x','R'),(11,'x','s')",
                        "CREATE TABLE numbers (k numeric PRIMARY KEY, v numeric)",
                        "INSERT INTO numbers VALUES (1.50,1),(-2,18446744073709551615)",
                        "CREATE TABLE bags (b text, a integer)",
                        "INSERT INTO bags VALUES ('x',1),(NULL,2),(NULL,2),('y',3)",
                        "CREATE TABLE swapped (id integer PRIMARY KEY, v text)",
                        "INSERT INTO swapped VALUES (1,'bb'),(2,'aa'),(3,'cc'),(2147483647,'last')",
                        "CREATE TABLE folded (k text PRIMARY KEY)",
                        "INSERT INTO folded VALUES ('ABC'),('x')");
        assertEquals(
                List.of(
                        "bags: 1 rows missing, 1 extra; no key tells which",
                        "folded: extra ABC",
                        "folded: missing abc",
                        "numbers: missing 10",
                        "pairs: changed (x, 2)",
                        "pairs: extra (x, 11)",
                        "pairs: missing (x, 10)",
                        "swapped: changed 1",
                        "swapped: changed 2",
                        "swapped: extra 2147483647",
                        "words: changed 😀",
                        "words: extra ä",
                        "words: missing A"),
                List.copyOf(scene.rows(Source.MYSQL)));
        SyncReport report = scene.diff(Source.POSTGRESQL, DifferenceOutput.NONE);
        assertTrue(report.hasDifferences());
        assertEquals(
                "bags 3 1 1 0, folded 1 1 1 0, numbers 2 0 1 0, pairs 2 1 1 1, swapped 1 1 0 2, words 7 1 1 1",
                report.tables().stream()
                        .map(line -> "%s %d %d %d %d"
                                .formatted(line.table(), line.equal(), line.missing(), line.extra(), line.changed()))
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    /** To snapshots that are older, PostgreSQL shows such a table empty. */
    @OnEachServer(Vendor.MARIADB)
    void aTableThatIsEmptiedInTheMiddleFails(TestServer server) throws Exception {
        VendorScene scene = scene(server)
                .mysql("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)")
                .postgresql("CREATE TABLE t (id integer PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        SyncReport report = scene.diff(
                Source.POSTGRESQL,
                event -> {
                    if (event instanceof Event.PhaseStarted started && started.phase() == Phase.COMPARE) {
                        scene.truncate("t");
                    }
                },
                DifferenceOutput.NONE);
        assertTrue(report.hasFailures(), report.toString());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL})
    void namesWhatItDoesNotCompare(TestServer server) throws Exception {
        VendorScene scene = scene(server)
                .mysql(
                        "CREATE TABLE Mixed (`Id` INT PRIMARY KEY, `xX` INT, spot POINT, n INT, d DOUBLE, masked INT, old INT)",
                        "INSERT INTO Mixed (Id, n) VALUES (1, 5)",
                        "CREATE TABLE only_here (id INT)",
                        "INSERT INTO only_here VALUES (1), (2)",
                        "CREATE TABLE ignored (id INT PRIMARY KEY)",
                        "INSERT INTO ignored VALUES (1)")
                .postgresql(
                        "CREATE TABLE mixed (id integer PRIMARY KEY, \"xx\" integer, \"XX\" integer, spot point, n text,"
                                + " d numeric, masked integer, new integer)",
                        "INSERT INTO mixed (id, n) VALUES (1, '5')",
                        "CREATE TABLE only_there (id integer)",
                        "CREATE TABLE ignored (id integer PRIMARY KEY)")
                .rules("tables: {Mixed: {rule: full, mask: {masked: '1'}}}\nsync: {tables: {ignored: skip}}");
        SyncReport report = scene.diff(Source.MYSQL, DifferenceOutput.NONE);
        Set<String> named = report.warnings().stream()
                .map(warning -> warning.replaceAll(" was not compared.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                "[Mixed.XX, Mixed.d, Mixed.masked, Mixed.n, Mixed.new, Mixed.old, Mixed.spot, Mixed.xX, Mixed.xx]",
                named.toString());
        assertEquals(List.of("only_here"), report.onlyInSource());
        assertEquals(List.of("only_there"), report.onlyInTarget());
        assertTrue(report.hasDifferences());
        assertEquals(
                "Mixed 1 0 0, ignored 0 0 0, only_here 0 2 0",
                report.tables().stream()
                        .map(line -> "%s %d %d %d"
                                .formatted(
                                        line.table(), line.equal(), line.missing(), line.differing() - line.missing()))
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    @OnEachServer(Vendor.MARIADB)
    void movesNoRowsBetweenVendors(TestServer server) throws SQLException {
        VendorScene scene = scene(server).mysql("CREATE TABLE t (id INT)").postgresql("CREATE TABLE t (id integer)");
        Refusal sync = assertThrows(Refusal.class, () -> scene.sync(Source.MYSQL));
        assertTrue(sync.getMessage().contains("a sync stays within one"), sync::getMessage);
        assertThrows(Refusal.class, () -> scene.rehearse(Source.POSTGRESQL));
        RepairScript script = new RepairScript(bytes -> {}, comment -> {});
        Refusal statements = assertThrows(Refusal.class, () -> scene.diff(Source.MYSQL, script));
        assertTrue(statements.getMessage().contains("--sql"), statements::getMessage);
    }
}
