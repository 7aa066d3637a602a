package io.tranche.proof.site;

import io.tranche.config.Vendor;
import io.tranche.proof.model.Kind;
import java.util.ArrayList;
import java.util.List;

/** The column types of MySQL and MariaDB. Sets of values are small, so that references meet their keys. */
final class MySqlKinds implements Kinds {
    private static final Kind INTEGER = Whole.small("INT");
    private static final Kind LABEL =
            new Text("VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", Collation.BINARY);

    /** Integers whose small values all of them hold. */
    private static final List<Kind> SMALL = List.of(
            INTEGER,
            Whole.small("BIGINT"),
            Whole.small("SMALLINT"),
            Whole.small("INT(8) UNSIGNED ZEROFILL").nonNegative());

    private static final List<Kind> TEXTS = List.of(
            new Text("VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", Collation.GENERAL),
            new Text("CHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", Collation.GENERAL),
            new Text("VARCHAR(90) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", Collation.GENERAL),
            new Text("VARCHAR(30) CHARACTER SET latin1 COLLATE latin1_swedish_ci", Collation.LATIN),
            new Text("CHAR(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci", Collation.LATIN));

    private static final String COUNTING = "AUTO_INCREMENT = 7";
    private static final String MYISAM = "ENGINE = MyISAM";
    private static final String PARTITIONED = "PARTITION BY KEY () PARTITIONS 3";

    private final Vendor vendor;

    MySqlKinds(Vendor vendor) {
        this.vendor = vendor;
    }

    @Override
    public Kind integer() {
        return INTEGER;
    }

    @Override
    public Kind label() {
        return LABEL;
    }

    @Override
    public List<Kind> keys() {
        List<Kind> kinds = new ArrayList<>(List.of(
                INTEGER,
                INTEGER,
                INTEGER,
                Whole.small("BIGINT"),
                Whole.small("INT(8) UNSIGNED ZEROFILL").nonNegative(),
                Whole.of(
                        "BIGINT",
                        "-9223372036854775808",
                        "9223372036854775807",
                        "9007199254740993",
                        "9007199254740992"),
                Whole.of("BIGINT UNSIGNED", "18446744073709551615", "18446744073709551614", "0", "9223372036854775808"),
                Whole.of("MEDIUMINT", "-8388608", "8388607", "0", "1", "-1"),
                new Text("VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", Collation.GENERAL),
                new Text("VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", Collation.PADDED),
                new Text("CHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", Collation.GENERAL),
                new Text("VARCHAR(30) CHARACTER SET latin1 COLLATE latin1_swedish_ci", Collation.LATIN),
                new Bytes("VARBINARY(20)"),
                Pool.of("BINARY(3)", "HEX(%s)", "x'000000'", "x'00ff0a'", "x'616200'", "x'5c4e09'"),
                Pool.of("DECIMAL(12,3)", "%s", "0.000", "-1.500", "1.500", "999999999.999", "12.000"),
                Pool.of("DATE", "%s", "'2024-02-29'", "'1000-01-01'", "'9999-12-31'", "'2024-03-01'"),
                Pool.of(
                        "DATETIME(6)",
                        "%s",
                        "'2024-02-29 23:59:59.999999'",
                        "'1000-01-01 00:00:00.000000'",
                        "'2024-02-29 23:59:59.000001'"),
                Pool.of(
                        "TIMESTAMP(3)",
                        "UNIX_TIMESTAMP(%s)",
                        "'2024-03-31 01:30:00.001'",
                        "'2024-10-27 00:30:00.000'",
                        "'2024-10-27 01:30:00.000'",
                        "'1970-01-02 00:00:01.000'"),
                Pool.of("TIME(2)", "%s", "'-838:59:59.00'", "'100:00:00.50'", "'00:00:00.00'"),
                Pool.of("ENUM('a','b','','it''s')", "CONCAT(%1$s + 0, HEX(%1$s))", "'a'", "'b'", "''", "'it''s'"),
                Pool.of("BIT(17)", "%s + 0", "b'0'", "b'1'", "b'11111111111111111'", "b'101'"),
                Pool.of("YEAR", "%s", "1901", "2155", "2024"),
                Pool.of("SET('x','y','z')", "%1$s + 0", "''", "'x'", "'x,z'", "'x,y,z'"),
                Pool.of("FLOAT", "%s * 1e0", "16777217", "0.1", "3.4028234e38", "1.17549435e-38", "-7"),
                Pool.of("DOUBLE", "%s", "0.1", "1.7976931348623157e308", "123456789012345680", "-1"),
                Pool.of(
                        "CHAR(8) CHARACTER SET sjis COLLATE sjis_bin",
                        "HEX(%s)",
                        "_sjis x'835c'",
                        "_sjis x'955c'",
                        "'a'"),
                Pool.of(
                        "VARCHAR(20) CHARACTER SET utf16 COLLATE utf16_bin",
                        "HEX(%s)",
                        "'\\\\N'",
                        "'\\t'",
                        "_utf8mb4 x'f09f9880'",
                        "''")));
        if (vendor == Vendor.MARIADB) {
            kinds.add(Pool.of(
                    "UUID",
                    "HEX(CAST(%s AS BINARY(16)))",
                    "'00000000-0000-0000-0000-000000000001'",
                    "'123e4567-e89b-12d3-a456-426655440000'",
                    "'ffffffff-ffff-ffff-ffff-ffffffffffff'"));
            kinds.add(Pool.of("INET4", "HEX(CAST(%s AS BINARY(4)))", "'0.0.0.0'", "'9.10.92.39'", "'255.255.255.255'"));
            kinds.add(Pool.of("INET6", "HEX(CAST(%s AS BINARY(16)))", "'::'", "'::1'", "'2001:db8::ff00:42:8329'"));
        }
        return kinds;
    }

    @Override
    public List<Kind> payloads() {
        List<Kind> kinds = new ArrayList<>(keys());
        kinds.addAll(List.of(
                Pool.of("FLOAT", "%s * 1e0", "16777217", "0.1", "-0.0", "3.4e38", "1e-38"),
                Pool.of("DOUBLE", "%s", "0.1", "-0.0", "1.7976931348623157e308", "2.2250738585072014e-308", "1e22"),
                Pool.of("SET('x','y','z')", "%1$s + 0", "''", "'x'", "'x,z'", "'x,y,z'"),
                Pool.of("BIT(64)", "%s + 0", "b'0'", "0x8000000000000000", "0xffffffffffffffff"),
                new Text("TEXT CHARACTER SET utf8mb4", Collation.BINARY),
                new Text("TEXT CHARACTER SET utf16", Collation.BINARY),
                new Bytes("BLOB"),
                Pool.of("LONGBLOB", "SHA2(%s, 256)", "REPEAT(x'00ff5c0a', 50000)", "x''", "'\\\\N'"),
                Pool.of("VARCHAR(20) CHARACTER SET cp1251", "HEX(%s)", "'\\\\N'", "_utf8mb4 x'd096'", "''"),
                Pool.of("VARCHAR(20) CHARACTER SET sjis", "HEX(%s)", "_sjis x'835c'", "_sjis x'8b5c09'", "'NULL'"),
                Pool.of(
                        "JSON",
                        "%s",
                        "'{\"a\": [1, 2.5, null, \"x\\\\\\\\y\\\\n\"]}'",
                        "'[]'",
                        "'\"\\\\u00e9\"'",
                        "'null'"),
                Pool.of(
                        "GEOMETRY",
                        "HEX(%s)",
                        "ST_GeomFromText('POINT(1.5 -2)')",
                        "ST_GeomFromText('LINESTRING(0 0,1 1,0 0)')"),
                Pool.of("DATE", "%s", "'0000-00-00'", "'2024-00-00'", "'2023-02-31'"),
                Pool.of("DATETIME", "%s", "'0000-00-00 00:00:00'", "'2024-01-00 10:00:00'"),
                Pool.of(
                        "TIMESTAMP NULL",
                        "IF(%1$s = 0, 'zero', UNIX_TIMESTAMP(%1$s))",
                        "'0000-00-00 00:00:00'",
                        "'2024-01-01 00:00:00'"),
                Pool.of(
                        "DECIMAL(65,30)",
                        "%s",
                        "99999999999999999999999999999999999.999999999999999999999999999999",
                        "-0.1"),
                new Computed("INT GENERATED ALWAYS AS (row_no * 2) STORED"),
                new Computed("VARCHAR(20) GENERATED ALWAYS AS (CONCAT('n', row_no)) VIRTUAL")));
        if (vendor == Vendor.MARIADB) {
            kinds.add(Pool.of("VARCHAR(9) INVISIBLE", "HEX(%s)", "'h'", "'\\\\N'"));
        }
        return kinds;
    }

    @Override
    public List<Kind> related(Kind kind) {
        if (kind instanceof Whole whole && whole.numbers().isEmpty()) {
            return SMALL;
        }
        return kind instanceof Text text && TEXTS.contains(text)
                ? TEXTS.stream()
                        .filter(other -> ((Text) other).collation() == text.collation())
                        .toList()
                : List.of();
    }

    /** Integers must be of one size, texts of one collation. */
    @Override
    public boolean declarable(Kind child, Kind parent) {
        return child.equals(parent) || child instanceof Text;
    }

    @Override
    public List<String> options() {
        return vendor == Vendor.MARIADB
                ? List.of(COUNTING, COUNTING, MYISAM, PARTITIONED, "ENGINE = Aria", "WITH SYSTEM VERSIONING")
                : List.of(COUNTING, COUNTING, MYISAM, PARTITIONED);
    }

    @Override
    public boolean takesForeignKeys(String options) {
        return options.isEmpty() || options.equals(COUNTING) || options.equals("WITH SYSTEM VERSIONING");
    }

    @Override
    public boolean takes(String options, Kind kind) {
        return !options.equals(PARTITIONED) || !kind.ddl().equals("GEOMETRY");
    }
}
