package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.config.Vendor;
import io.tranche.dialect.Source;
import io.tranche.progress.Listener;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

class ExactTypesIT {
    /** Every byte but NUL … as the text that MySQL reads. */
    private static String allBytes() {
        StringBuilder hex = new StringBuilder("x'");
        for (int b = 0; b < 256; b++) {
            hex.append(String.format("%02x", b));
        }
        return hex.append('\'').toString();
    }

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE numbers (id BIGINT AUTO_INCREMENT PRIMARY KEY, ti TINYINT, si SMALLINT UNSIGNED, mi MEDIUMINT, i INT,
              bi BIGINT, ub BIGINT UNSIGNED, z INT(8) UNSIGNED ZEROFILL, d DECIMAL(65,30), du DECIMAL(10,0) UNSIGNED, f FLOAT, fs FLOAT(10,3),
              db DOUBLE, b1 BIT(1), b13 BIT(13), b64 BIT(64), bo BOOLEAN)""",
            """
            CREATE TABLE moments (id INT PRIMARY KEY, da DATE, dt DATETIME, dt6 DATETIME(6), ti TIME, ti3 TIME(3),
              ts TIMESTAMP NULL, ts6 TIMESTAMP(6) NULL, y YEAR)""",
            """
            CREATE TABLE texts (id INT PRIMARY KEY, c CHAR(30), v VARCHAR(300), l1 VARCHAR(300) CHARACTER SET latin1,
              u3 VARCHAR(300) CHARACTER SET utf8, sj VARCHAR(300) CHARACTER SET sjis, cp VARCHAR(300) CHARACTER SET cp932,
              bg VARCHAR(300) CHARACTER SET big5, gb VARCHAR(300) CHARACTER SET gbk, cy VARCHAR(300) CHARACTER SET cp1251,
              he VARCHAR(300) CHARACTER SET hebrew, u16 VARCHAR(300) CHARACTER SET utf16, u32 VARCHAR(300) CHARACTER SET utf32,
              uc VARCHAR(300) CHARACTER SET ucs2, asc_ii VARCHAR(300) CHARACTER SET ascii, tt TINYTEXT, t TEXT, mt MEDIUMTEXT,
              lt LONGTEXT, e ENUM('a','b''c','ü','1'), e0 ENUM('x','y') NOT NULL DEFAULT 'x', s SET('p','q','ü'), ej ENUM('あ','い') CHARACTER SET sjis)""",
            """
            CREATE TABLE bytes (id INT PRIMARY KEY, b BINARY(40), vb VARBINARY(600), tb TINYBLOB, bl BLOB, mb MEDIUMBLOB,
              lb LONGBLOB, l1 VARCHAR(600) CHARACTER SET latin1)""",
            "CREATE TABLE shapes (id INT PRIMARY KEY, g GEOMETRY, p POINT, pn POINT NOT NULL, ls LINESTRING)",
            """
            CREATE TABLE documents (id INT AUTO_INCREMENT PRIMARY KEY, j JSON, v VARCHAR(20))""",
            """
            CREATE TABLE computed (a INT, v INT GENERATED ALWAYS AS (a + 1) VIRTUAL, id INT PRIMARY KEY, s INT GENERATED ALWAYS AS (a * 2) STORED,
              n VARCHAR(10) NOT NULL DEFAULT 'dflt')""");

    private static final List<String> ROWS = List.of(
            """
            INSERT INTO numbers VALUES
              (0, -128, 65535, -8388608, -2147483648, -9223372036854775808, 18446744073709551615, 42,
               -12345678901234567890123456789012345.123456789012345678901234567891, 9999999999, 16777217, 1234567.891, 1.7976931348623157e308, b'1', b'1000000000001', b'1111111111111111111111111111111111111111111111111111111111111111', 1),
              (-5, 127, 0, 8388607, 2147483647, 9223372036854775807, 9223372036854775808, 0,
               0.000000000000000000000000000001, 0, 0.1, -0.001, 0.1, b'0', b'0000000001001', b'0000100100001010000011010010011101011100', 0),
              (1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
              (2, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0e0, -0e0, -0e0, 0, 0, 0, 0),
              (3, 1, 1, 1, 1, 1, 1, 12345678, 1, 1, 3.4028234e38, 9999999, 2.2250738585072014e-308, 1, 92, 9, 2),
              (4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.17549435e-38, 1, 4.9406564584124654e-324, 1, 10, 39, 1)""",
            """
            INSERT INTO moments VALUES
              (1, '2024-02-29', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999999', '838:59:59', '-838:59:59.000', '2038-01-19 03:14:07', '2038-01-18 03:14:07.999999', 2155),
              (2, '0000-00-00', '0000-00-00 00:00:00', '2024-00-00 00:00:00', '-00:00:01', '-00:00:00.001', '0000-00-00 00:00:00', '0000-00-00 00:00:00', 0),
              (3, '2024-02-31', '2024-00-15 12:00:00', '0001-01-01 00:00:00.000001', '00:00:00', '25:00:00.5', '1970-01-02 00:00:01', '1970-01-02 00:00:01.000001', 1901),
              (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)""",
            """
            INSERT INTO texts VALUES
              (1, 'tab\\tnewline\\nback\\\\slash\\r\\0quote''\\Z', 'tab\\tnewline\\nback\\\\slash\\r\\0quote''"`\\Z\\b', 'é\\tà\\\\ü', 'ü€\\n', 'ソ表能\\t', 'ソ表能①', '功許蓋',
               '乗乘\\n', 'Привет', 'שלום', 'a\\t\\nü😀ऊ\\\\', 'a\\t\\nü😀\\\\', 'a\\t\\nüउ\\\\', 'ascii\\t', 't\\t', 'x\\n', 'm\\\\', 'l😀', 'b''c', 'y', 'p,ü', 'い'),
              (2, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', 'ü', 'x', '', 'あ'),
              (3, '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '\\\\N', '1', 'x', 'p,q,ü', 'あ'),
              (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'x', NULL, NULL),
              (5, '  pad', 'trailing  ', ' ', 'NULL', '\\\\', '\\\\\\\\', '\\\\n', '\\\\t', '\\n\\n', '\\t\\t', ' ', ' ', ' ', '\\\\', '''', '\\\\''', '😀😀', _utf8mb4 x'f09f9880', 'a', 'x', 'q', 'い')""",
            // the index 0: what is stored when an invalid value was once let in
            "INSERT IGNORE INTO texts (id, e, e0) VALUES (6, 'nonsense', 'nonsense'), (7, '', '')",
            "INSERT INTO bytes VALUES (1, x'000102030405060708090a0b0c0d5c27', " + allBytes() + ", x'00', " + allBytes()
                    + ", REPEAT(" + allBytes() + ", 3000), REPEAT(" + allBytes() + ", 1000), " + allBytes() + ")",
            "INSERT INTO bytes VALUES (2, '', '', '', '', '', '', ''), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL),"
                    + " (4, x'5c4e', x'5c4e', x'5c4e', x'5c', x'5c5c', x'09', x'0a'), (5, 'a\\0', 'a\\0\\0', ' ', x'20', 'a ', x'ff', ' ')",
            """
            INSERT INTO shapes VALUES (1, ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('POINT(-1.5 1e100)'), ST_GeomFromText('POINT(9 10)'), ST_GeomFromText('LINESTRING(0 0,1 1,9 10)')),
              (2, ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))'), NULL, ST_GeomFromText('POINT(0 0)'), NULL),
              (3, NULL, NULL, ST_GeomFromText('POINT(13 39)', 4326), NULL)""",
            """
            INSERT INTO documents VALUES (0, '{"a": "tab\\\\t nl\\\\n q\\\\" b\\\\\\\\ ü😀", "n": [1, -2, 1e5, true, null]}', 'a'), (-1, '"x"', 'b'), (7, 'null', NULL), (8, NULL, ''),
              (9, '[]', '\\\\N'), (10, '{"": {}}', 'c')""",
            "INSERT INTO computed (id, a, n) VALUES (1, 1, 'x'), (2, NULL, ''), (3, -1, 'dflt')");

    @OnEachServer
    void carriesEveryTypeByLoadData(TestServer server) throws SQLException {
        assertExact(server, Copies.Way.LOAD_DATA);
    }

    @OnEachServer
    void carriesEveryTypeByInsert(TestServer server) throws SQLException {
        assertExact(server, Copies.Way.INSERT);
    }

    @OnEachServer
    void carriesEveryTypeStrictly(TestServer server) throws SQLException {
        assertExact(server, Copies.Way.STRICT);
    }

    /** Every other row is gone, the values of the others are. */
    @OnEachServer
    void replacesEveryTypeExactly(TestServer server) throws SQLException {
        fill(server);
        Copies.copyAll(server, Copies.Way.LOAD_DATA);
        try (Source source = new MySqlDialect().openSource(server.config(Copies.FROM), Listener.NONE)) {
            for (Table table : source.catalog().tables().values()) {
                String nothing = table.writable().stream()
                        .filter(Column::nullable)
                        .map(column -> Names.quote(column.name()) + " = NULL")
                        .collect(Collectors.joining(", "));
                String name = Names.quote(table.name());
                server.execute(
                        Copies.TO, "DELETE FROM " + name + " WHERE id % 2 = 0", "UPDATE " + name + " SET " + nothing);
            }
        }

        Copies.copyAll(server, Copies.Way.REPLACE);

        assertAlike(server);
    }

    private static void assertExact(TestServer server, Copies.Way way) throws SQLException {
        fill(server);
        Copies.copyAll(server, way);
        assertAlike(server);
    }

    private static void fill(TestServer server) throws SQLException {
        List<String> tables = new ArrayList<>(TABLES);
        List<String> rows = new ArrayList<>(ROWS);
        if (server.vendor() == Vendor.MARIADB) {
            tables.add("CREATE TABLE addresses (id INT PRIMARY KEY, u UUID, i6 INET6, i4 INET4)");
            rows.add("INSERT INTO addresses VALUES (1, '00000000-0000-0000-0000-000000000000', '::', '0.0.0.0'),"
                    + " (2, '09275c4e-0a27-1d5c-8e27-095c0a4e2700', '2001:db8::ff00:42:8329', '9.10.92.39'), (3, NULL, NULL, NULL),"
                    + " (4, 'ffffffff-ffff-ffff-ffff-ffffffffffff', '::ffff:1.2.3.4', '255.255.255.255'),"
                    + " (5, '5c4e0909-0a0a-4a5c-8d09-5c4e27275c5c', '5c4e:90a:5c5c:2727:d:a:9:5c', '92.92.9.10')");
        }
        Copies.prepare(server, tables, rows);
    }

    private static void assertAlike(TestServer server) throws SQLException {
        List<String> differences = new ArrayList<>();
        try (Source source = new MySqlDialect().openSource(server.config(Copies.FROM), Listener.NONE)) {
            for (Table table : source.catalog().tables().values()) {
                differences.addAll(Copies.differences(server, table.name().name(), table.columns()));
            }
        }
        assertEquals(List.of(), differences);
    }
}
