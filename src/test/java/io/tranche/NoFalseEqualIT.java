package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.SyncStrategy.Method;
import io.tranche.config.Vendor;
import io.tranche.report.SyncReport;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** What fools tools of this kind: each is a table whose two sides differ by a hair, and is seen and repaired. */
class NoFalseEqualIT {
    /**
     * A table of both sides.
     *
     * @param columns its definition
     * @param missing rows that only the source has, and so on
     */
    private record Trap(
            String table,
            String columns,
            String sourceRows,
            String copyRows,
            long equal,
            long missing,
            long extra,
            long changed) {}

    @TempDir
    Path folder;

    private static List<Trap> traps(Vendor vendor) {
        boolean postgresql = vendor == Vendor.POSTGRESQL;
        String big = postgresql ? "NUMERIC(20)" : "BIGINT UNSIGNED";
        String text = postgresql ? "VARCHAR(20)" : "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
        String number = postgresql ? "DOUBLE PRECISION" : "DOUBLE";
        String real = postgresql ? "REAL" : "FLOAT";
        String tab = postgresql ? "E'a\\tb'" : "'a\\tb'";
        String tabLater = postgresql ? "E'b\\tc'" : "'b\\tc'";
        // keys that differ in case, accents or trailing blanks are one key to this collation, and two to PostgreSQL
        long oneKey = postgresql ? 0 : 1;
        long twoKeys = postgresql ? 1 : 0;
        List<Trap> traps = new ArrayList<>(List.of(
                new Trap(
                        "swapped",
                        "id INT PRIMARY KEY, v " + text,
                        "(1,'aa'),(2,'bb')",
                        "(1,'bb'),(2,'aa')",
                        0,
                        0,
                        0,
                        2),
                new Trap(
                        "null_moved",
                        "id INT PRIMARY KEY, a " + text + ", b " + text,
                        "(1,NULL,'x')",
                        "(1,'x',NULL)",
                        0,
                        0,
                        0,
                        1),
                new Trap(
                        "null_word",
                        "id INT PRIMARY KEY, a " + text,
                        "(1,NULL),(2,'NULL'),(3,NULL)",
                        "(1,'NULL'),(2,'NULL'),(3,'')",
                        1,
                        0,
                        0,
                        2),
                new Trap(
                        "commas",
                        "id INT PRIMARY KEY, a " + text + ", b " + text,
                        "(1,'x,','y')",
                        "(1,'x',',y')",
                        0,
                        0,
                        0,
                        1),
                new Trap(
                        "tabs",
                        "id INT PRIMARY KEY, a " + text + ", b " + text,
                        "(1," + tab + ",'c')",
                        "(1,'a'," + tabLater + ")",
                        0,
                        0,
                        0,
                        1),
                new Trap(
                        "twice",
                        "a INT, b " + text,
                        "(1,'x'),(1,'x'),(2,NULL)",
                        "(1,'x'),(2,NULL),(2,NULL)",
                        2,
                        1,
                        1,
                        0),
                new Trap("last_row", "id INT PRIMARY KEY", "(1),(2),(3)", "(1),(2)", 2, 1, 0, 0),
                new Trap("highest", "id INT PRIMARY KEY", "(1),(2)", "(1),(2),(2147483647)", 2, 0, 1, 0),
                new Trap("lowest", "id INT PRIMARY KEY", "(1),(-2147483648)", "(1)", 1, 1, 0, 0),
                new Trap(
                        "minus_zero",
                        "id INT PRIMARY KEY, v " + number,
                        "(1," + (postgresql ? "'-0'" : "-0e0") + "),(2,0e0)",
                        "(1,0e0),(2,0e0)",
                        1,
                        0,
                        0,
                        1),
                new Trap(
                        "minus_zero_real",
                        "id INT PRIMARY KEY, v " + real,
                        "(1," + (postgresql ? "'-0'" : "-0e0") + ")",
                        "(1,0e0)",
                        0,
                        0,
                        0,
                        1),
                new Trap(
                        "minus_zero_key",
                        "k " + number + " PRIMARY KEY, v INT",
                        "(" + (postgresql ? "'-0'" : "-0e0") + ",1),(1,2)",
                        "(0e0,1),(1,2)",
                        1,
                        0,
                        0,
                        1),
                new Trap(
                        "digits",
                        "id INT PRIMARY KEY, a INT, b INT",
                        "(1,1,11),(2,3,4)",
                        "(1,11,1),(2,4,3)",
                        0,
                        0,
                        0,
                        2),
                new Trap(
                        "null_empty",
                        "id INT PRIMARY KEY, a " + text + ", b " + text,
                        "(1,NULL,''),(2,'','')",
                        "(1,'',NULL),(2,'',NULL)",
                        0,
                        0,
                        0,
                        2),
                new Trap("alike", "id INT PRIMARY KEY, v " + real, "(1,16777218)", "(1,16777216)", 0, 0, 0, 1),
                new Trap(
                        "key_case",
                        "k " + text + " PRIMARY KEY, v INT",
                        "('abc',1),('x',2)",
                        "('ABC',1),('x',2)",
                        1,
                        twoKeys,
                        twoKeys,
                        oneKey),
                new Trap(
                        "key_accent",
                        "k " + text + " PRIMARY KEY, v INT",
                        "('é',1)",
                        "('e',1)",
                        0,
                        twoKeys,
                        twoKeys,
                        oneKey),
                new Trap(
                        "key_blank",
                        "k " + text + " PRIMARY KEY, v INT",
                        "('a ',1)",
                        "('a',1)",
                        0,
                        twoKeys,
                        twoKeys,
                        oneKey),
                new Trap("blank", "id INT PRIMARY KEY, v " + text, "(1,'a '),(2,'A')", "(1,'a'),(2,'a')", 0, 0, 0, 2),
                new Trap(
                        "unsigned_key",
                        "id " + big + " PRIMARY KEY, v INT",
                        "(18446744073709551615,1),(9223372036854775808,2),(1,3)",
                        "(9223372036854775808,1),(1,3)",
                        1,
                        1,
                        0,
                        1),
                new Trap("moved_key", "id INT PRIMARY KEY, v " + text, "(2,'x')", "(1,'x')", 0, 1, 1, 0),
                new Trap(
                        "composite",
                        "a INT, b " + text + ", v INT, PRIMARY KEY (a, b)",
                        "(1,'x',1),(1,'y',2),(2,'x',3)",
                        "(1,'x',1),(1,'y',3),(2,'z',3)",
                        1,
                        1,
                        1,
                        1),
                new Trap(
                        "exchanged",
                        "id INT PRIMARY KEY, u " + text + " UNIQUE",
                        "(1,'a'),(2,'b'),(3,'c')",
                        "(1,'b'),(2,'c'),(4,'a')",
                        0,
                        1,
                        1,
                        2),
                new Trap("by_unique", "u INT NOT NULL UNIQUE, v INT", "(1,1),(2,2)", "(1,1),(2,3)", 1, 0, 0, 1)));
        if (postgresql) {
            traps.add(new Trap(
                    "nan",
                    "id INT PRIMARY KEY, v DOUBLE PRECISION",
                    "(1,'NaN'),(2,'NaN'),(3,'Infinity')",
                    "(1,'NaN'),(2,NULL),(3,'-Infinity')",
                    1,
                    0,
                    0,
                    2));
            traps.add(new Trap("scale", "id INT PRIMARY KEY, v NUMERIC", "(1,1.10)", "(1,1.1)", 0, 0, 0, 1));
        } else {
            traps.add(new Trap(
                    "bytes",
                    "id INT PRIMARY KEY, v VARBINARY(10)",
                    "(1,x'00'),(2,x'FF')",
                    "(1,x'0000'),(2,x'FE')",
                    0,
                    0,
                    0,
                    2));
            traps.add(new Trap(
                    "zeros",
                    "id INT(5) ZEROFILL PRIMARY KEY, e ENUM('a','b'), s SET('x','y')",
                    "(1,'a','x'),(2,'b','y')",
                    "(1,'b','x'),(3,'b','y')",
                    0,
                    1,
                    1,
                    1));
        }
        return traps;
    }

    private SyncScene scene(TestServer server) throws SQLException {
        SyncScene scene = new SyncScene(server, folder, "traps").batch(2);
        for (Trap trap : traps(server.vendor())) {
            scene.both("CREATE TABLE " + trap.table() + " (" + trap.columns() + ")");
            scene.source("INSERT INTO " + trap.table() + " VALUES " + trap.sourceRows());
            scene.copy("INSERT INTO " + trap.table() + " VALUES " + trap.copyRows());
        }
        return scene;
    }

    private static void assertFound(List<Trap> traps, SyncReport report) {
        Map<String, SyncReport.Line> lines =
                report.tables().stream().collect(Collectors.toMap(SyncReport.Line::table, Function.identity()));
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Trap trap : traps) {
            SyncReport.Line line = lines.get(trap.table());
            expected.add(trap.table() + " = " + trap.equal() + " + " + trap.missing() + " - " + trap.extra() + " ~ "
                    + trap.changed());
            found.add(trap.table() + " = " + line.equal() + " + " + line.missing() + " - " + line.extra() + " ~ "
                    + line.changed() + line.error().map(error -> " " + error).orElse(""));
        }
        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void seesAndRepairsThemByReading(TestServer server) throws SQLException {
        seesAndRepairs(server, Method.MERGE);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void seesAndRepairsThemByHashing(TestServer server) throws SQLException {
        seesAndRepairs(server, Method.HASH);
    }

    private void seesAndRepairs(TestServer server, Method method) throws SQLException {
        List<Trap> traps = traps(server.vendor());
        SyncScene scene = scene(server).method(method);

        SyncReport diff = scene.diff();
        assertFound(traps, diff);
        assertTrue(diff.hasDifferences());
        assertFound(traps, scene.sync());
        for (Trap trap : traps) {
            assertEquals(scene.sourceRows(trap.table()), scene.copyRows(trap.table()), trap.table());
        }
        assertFalse(scene.diff().hasDifferences(), () -> scene.diff().toString());
    }
}
