package io.tranche.proof.gallery;

import io.tranche.config.Vendor;
import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** For each type of key a parent and a child; the child points at every parent twice and at nothing once, half of it by rule. */
record KeyTables(String type, List<String> values) {
    private static KeyTables of(String type, String... values) {
        return new KeyTables(type, List.of(values));
    }

    private static List<KeyTables> all(TestServer server) {
        List<KeyTables> all = new ArrayList<>(List.of(
                of("BIGINT UNSIGNED", "18446744073709551615", "18446744073709551614", "9223372036854775808", "0", "1"),
                of(
                        "BIGINT",
                        "9223372036854775807",
                        "-9223372036854775808",
                        "9007199254740993",
                        "9007199254740992",
                        "-1"),
                of("INT(6) UNSIGNED ZEROFILL", "0", "42", "4294967295", "123456", "7"),
                of("TINYINT", "-128", "127", "0", "-1", "1"),
                of("MEDIUMINT UNSIGNED", "16777215", "0", "1", "65536", "255"),
                of("DECIMAL(30,10)", "1.5", "-0.0000000001", "12345678901234567890.1", "0", "7"),
                of(
                        "DECIMAL(65,0)",
                        "99999999999999999999999999999999999999999999999999999999999999999",
                        "0",
                        "-1",
                        "1",
                        "2"),
                of("FLOAT", "0.1", "16777217", "3.4028234e38", "1.17549435e-38", "-7"),
                of("DOUBLE", "0.1", "1.7976931348623157e308", "5e-324", "123456789012345680", "-1"),
                of("FLOAT(10,3)", "0.1", "1.1", "-7.125", "1234567.891", "0"),
                of("BIT(64)", "b'0'", "18446744073709551615", "9", "10", "92"),
                of("BIT(3)", "b'0'", "b'111'", "b'101'", "b'1'", "b'10'"),
                of("YEAR", "2024", "0", "1970", "2155", "1901"),
                of("DATE", "'2024-02-29'", "'0000-00-00'", "'2024-00-00'", "'9999-12-31'", "'2024-02-31'"),
                of(
                        "DATETIME(6)",
                        "'2024-02-29 12:00:00.000001'",
                        "'0000-00-00'",
                        "'2024-01-01'",
                        "'2023-00-00'",
                        "'9999-12-31 23:59:59.999999'"),
                of("TIME(3)", "'838:59:58.5'", "'-00:00:01'", "'00:00:00'", "'-838:59:59'", "'24:00:00'"),
                of(
                        "TIMESTAMP(3)",
                        "'2024-10-27 00:30:00.125'",
                        "'2024-10-27 01:30:00.125'",
                        "'1970-01-01 00:00:01'",
                        "0",
                        "'2038-01-19 03:14:07.999'"),
                of("ENUM('b','a','ü','1','2')", "'a'", "'b'", "'ü'", "'1'", "'2'"),
                of("SET('x','y','z')", "'x'", "'x,z'", "''", "'z'", "'x,y,z'"),
                of("VARBINARY(20)", "x'00'", "x''", "x'5c4e'", "x'0a09'", "x'ff00'"),
                of("BINARY(6)", "x'00'", "'a'", "'A'", "x'0a0d5c270009'", "x'ffffffffffff'"),
                of("VARCHAR(40) COLLATE utf8mb4_bin", "'abc'", "'ABC'", "''", "'\\\\N'", "'tab\\tnl\\n😀'"),
                of("CHAR(10) CHARACTER SET sjis", "'ソ'", "'表'", "'a '", "'b'", "'能'"),
                of("VARCHAR(40) CHARACTER SET utf16", "'ऊ'", "'a\\t'", "'b'", "'😀'", "''"),
                of("VARCHAR(40) CHARACTER SET latin1", "'é'", "'ÿ\\\\'", "'x'", "'€'", "''"),
                of("VARCHAR(255) CHARACTER SET utf8", "REPEAT('ü', 255)", "REPEAT('x', 255)", "'☃'", "'a'", "'b'")));
        if (server.vendor() == Vendor.MARIADB) {
            all.add(of(
                    "UUID",
                    "'00000000-0000-0000-0000-000000000000'",
                    "'09275c4e-0a27-1d5c-8e27-095c0a4e2700'",
                    "'ffffffff-ffff-ffff-ffff-ffffffffffff'",
                    "'123e4567-e89b-12d3-a456-426655440000'",
                    "'123e4567-e89b-72d3-a456-426655440000'"));
            all.add(of(
                    "INET6",
                    "'::'",
                    "'2001:db8::ff00:42:8329'",
                    "'::ffff:1.2.3.4'",
                    "'5c4e:90a:5c5c:2727:d:a:9:5c'",
                    "'::1'"));
            all.add(of("INET4", "'0.0.0.0'", "'9.10.92.39'", "'255.255.255.255'", "'1.2.3.4'", "'92.92.92.92'"));
        }
        return all;
    }

    static void create(TestServer server, String database) throws SQLException {
        List<KeyTables> all = all(server);
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'");
            for (int i = 0; i < all.size(); i++) {
                all.get(i).create(statement, "parent_k" + i, "child_k" + i);
            }
        }
    }

    /** The last value is nobody's: an orphan. Row 3 of the parent is wanted by an odd row only. */
    private void create(Statement statement, String parent, String child) throws SQLException {
        statement.execute(
                "CREATE TABLE " + parent + " (k " + type + " NOT NULL PRIMARY KEY, row_no INT, n INT, UNIQUE (n, k))");
        statement.execute("CREATE TABLE " + child + " (id INT PRIMARY KEY, row_no INT, k " + type
                + " NULL, n INT, FOREIGN KEY (k) REFERENCES " + parent + " (k), FOREIGN KEY (n, k) REFERENCES " + parent
                + " (n, k))");
        for (int i = 0; i < values.size() - 1; i++) {
            statement.execute("INSERT INTO " + parent + " VALUES (" + values.get(i) + ", " + i + ", " + i % 2 + ")");
        }
        List<Integer> wanted = List.of(0, 3, 1, 3, 0, 3, 2, 3, values.size() - 1);
        for (int row : IntStream.range(0, wanted.size()).toArray()) {
            statement.execute("INSERT INTO " + child + " VALUES (" + row + ", " + row + ", "
                    + values.get(wanted.get(row)) + ", 1)");
        }
        statement.execute("INSERT INTO " + child + " VALUES (100, 100, NULL, 1)");
    }
}
