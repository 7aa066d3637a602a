package io.tranche.verify;

import static io.tranche.config.Vendor.MARIADB;
import static io.tranche.config.Vendor.MYSQL;
import static io.tranche.config.Vendor.POSTGRESQL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Table;
import io.tranche.dialect.Reader;
import io.tranche.diff.LeftOut;
import io.tranche.diff.Pairing;
import io.tranche.error.RunFailure;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

class RowComparisonIT {
    private static final String PEOPLE = "CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(50), note TEXT)";
    private static final String FIVE =
            "INSERT INTO people VALUES (1, 'a', 'x'), (2, 'b', 'y'), (3, 'c', NULL), (4, '', 'z '), (5, 'Ä', 'NULL')";
    private static final String LOG = "CREATE TABLE log (at INT, text VARCHAR(50))";

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void aSubsetOfTheSourcesRowsIsEqual(TestServer server) throws SQLException {
        TableComparison comparison = databases(server)
                .both(PEOPLE, FIVE)
                .target("DELETE FROM people WHERE id = 2")
                .compare("people");

        assertEquals(TableComparison.Method.KEY, comparison.method());
        assertEquals(4, comparison.equal());
        assertTrue(comparison.holds());
        assertEquals(List.of(), comparison.examples());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void findsOneChangedByte(TestServer server) throws SQLException {
        findsOneDifferentRow(server, "UPDATE people SET note = 'X' WHERE id = 1", "1");
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void findsATrailingSpace(TestServer server) throws SQLException {
        findsOneDifferentRow(server, "UPDATE people SET note = 'z' WHERE id = 4", "4");
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void findsANullThatWasText(TestServer server) throws SQLException {
        findsOneDifferentRow(server, "UPDATE people SET note = NULL WHERE id = 5", "5");
        findsOneDifferentRow(server, "UPDATE people SET name = NULL WHERE id = 4", "4");
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void findsANullThatMovedToTheNextColumn(TestServer server) throws SQLException {
        findsOneDifferentRow(server, "UPDATE people SET name = NULL, note = 'c' WHERE id = 3", "3");
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void findsAnAccent(TestServer server) throws SQLException {
        findsOneDifferentRow(server, "UPDATE people SET name = 'A' WHERE id = 5", "5");
    }

    private static void findsOneDifferentRow(TestServer server, String change, String key) throws SQLException {
        TableComparison comparison =
                databases(server).both(PEOPLE, FIVE).target(change).compare("people");

        assertEquals(4, comparison.equal());
        assertEquals(1, comparison.different());
        assertEquals(0, comparison.extra());
        assertEquals(List.of(key), comparison.examples());
        assertFalse(comparison.holds());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void findsValuesThatTwoRowsSwapped(TestServer server) throws SQLException {
        TableComparison comparison = databases(server)
                .both(PEOPLE, FIVE)
                .target("UPDATE people SET note = CASE id WHEN 1 THEN 'y' ELSE 'x' END WHERE id IN (1, 2)")
                .compare("people");

        assertEquals(3, comparison.equal());
        assertEquals(2, comparison.different());
        assertEquals(List.of("1", "2"), comparison.examples());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void findsRowsThatTheSourceDoesNotHave(TestServer server) throws SQLException {
        TableComparison comparison = databases(server)
                .both(PEOPLE, FIVE)
                .target("INSERT INTO people VALUES (6, 'a', 'x'), (7, 'a', 'x'), (8, 'a', 'x'), (9, 'a', 'x')")
                .compare("people");

        assertEquals(5, comparison.equal());
        assertEquals(0, comparison.different());
        assertEquals(4, comparison.extra());
        assertEquals(List.of("6", "7", "8"), comparison.examples());
    }

    @OnEachServer
    void aKeySpeltOtherwiseIsADifferentRow(TestServer server) throws SQLException {
        TableComparison comparison = databases(server)
                .both("CREATE TABLE codes (code VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,"
                        + " part INT, PRIMARY KEY (part, code))")
                .source("INSERT INTO codes VALUES ('abc', 1), ('x', 1), ('y', 1)")
                .target("INSERT INTO codes VALUES ('ABC', 1), ('x', 1), ('y', 2)")
                .compare("codes");

        assertEquals(1, comparison.equal());
        assertEquals(1, comparison.different());
        assertEquals(1, comparison.extra());
        assertEquals(List.of("(1, ABC)", "(2, y)"), comparison.examples());
    }

    @OnEachServer
    void comparesEveryKindOfValue(TestServer server) throws SQLException {
        String table = "CREATE TABLE kinds (id BIGINT UNSIGNED PRIMARY KEY, f FLOAT, d DOUBLE, n DECIMAL(30, 10),"
                + " ts TIMESTAMP(6) NULL, dt DATETIME(6), t TIME(6), da DATE, y YEAR, b BIT(64), e ENUM('a', 'b'),"
                + " s SET('x', 'y'), bin BINARY(4), blo LONGBLOB, l1 VARCHAR(10) CHARACTER SET latin1,"
                + " u TEXT CHARACTER SET utf8mb4, g POINT, g2 INT AS (CHAR_LENGTH(u)) VIRTUAL)";
        String rows = "INSERT INTO kinds (id, f, d, n, ts, dt, t, da, y, b, e, s, bin, blo, l1, u, g) VALUES"
                + " (18446744073709551615, 16777217, 0.1, 1.5, '2024-03-31 02:30:00.123456', '9999-12-31 23:59:59.999999',"
                + "  '-838:59:59', '1000-01-01', 1901, x'ffffffffffffffff', 'b', 'x,y', x'00ff5c09', x'0a0d00265c4e09',"
                + "  'é', '🐬\\t\\n\\\\', POINT(1, 2)),"
                + " (0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)";
        TwoDatabases databases =
                databases(server).both(table, "SET time_zone = '+00:00', sql_mode = 'NO_AUTO_VALUE_ON_ZERO'", rows);

        assertEquals(2, databases.compare("kinds").equal());

        databases.target("UPDATE kinds SET f = 16777218 WHERE id > 0");
        assertEquals(List.of("18446744073709551615"), databases.compare("kinds").examples());

        databases.target("UPDATE kinds SET f = 16777217, ts = ts + INTERVAL 1 MICROSECOND WHERE id > 0");
        assertEquals(1, databases.compare("kinds").different());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void leavesOutColumnsThatWereChangedOnPurpose(TestServer server) throws SQLException {
        TableComparison comparison = databases(server)
                .both(PEOPLE, FIVE)
                .target("UPDATE people SET name = 'masked'")
                .compare("people", "name");

        assertTrue(comparison.holds());
        assertEquals(5, comparison.equal());
        assertEquals(List.of(new LeftOut("name", "changed on purpose")), comparison.leftOut());
    }

    @OnEachServer
    void saysWhichColumnsCannotBeCompared(TestServer server) throws SQLException {
        TableComparison comparison = databases(server)
                .source("CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(20) CHARACTER SET latin1, c INT)")
                .target("CREATE TABLE t (d INT, b VARCHAR(20) CHARACTER SET utf8mb4, A INT, id INT PRIMARY KEY)")
                .source("INSERT INTO t VALUES (1, 1, 'é', 1)")
                .target("INSERT INTO t VALUES (2, 'é', 1, 1)")
                .compare("t");

        assertEquals(1, comparison.equal());
        assertEquals(
                List.of("d", "b", "c"),
                comparison.leftOut().stream().map(LeftOut::column).toList());
        assertEquals(
                "varchar(20) latin1 in the source, varchar(20) utf8mb4 in the target",
                comparison.leftOut().get(1).reason());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void countsTheCopiesOfRowsWithoutAKey(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(LOG)
                .source("INSERT INTO log VALUES (1, 'a'), (1, 'a'), (1, 'a'), (2, NULL), (3, 'c')")
                .target("INSERT INTO log VALUES (1, 'a'), (1, 'a'), (2, NULL)");
        TableComparison equal = databases.compare("log");
        assertEquals(TableComparison.Method.CONTENT, equal.method());
        assertEquals(3, equal.equal());
        assertTrue(equal.holds());

        databases.target("INSERT INTO log VALUES (1, 'a'), (1, 'a'), (2, 'NULL'), (2, NULL)");
        TableComparison tooMany = databases.compare("log");
        assertEquals(4, tooMany.equal());
        assertEquals(3, tooMany.extra());
        assertFalse(tooMany.holds());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void comparesTablesWithoutAKeyInSeveralPassesAsInOne(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(LOG, "INSERT INTO log VALUES (1, 'a'), (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e')")
                .target("INSERT INTO log VALUES (1, 'a'), (6, 'f')");

        TableComparison comparison = databases.withBoth((target, source) -> {
            Table inTarget = target.catalog().table(databases.name("log"));
            Table inSource = source.catalog().table(databases.name("log"));
            Pairing pairing = Pairing.of(databases.dialect(), inTarget, inSource, Set.of());
            try (Reader targetReader = target.snapshot().reader();
                    Reader sourceReader = source.snapshot().reader()) {
                return new ContentRows(databases.dialect(), pairing, source, 3).compare(targetReader, sourceReader);
            }
        });

        assertEquals(6, comparison.equal());
        assertEquals(2, comparison.extra());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void aRowThatTheTargetHasTwiceForWantOfAKeyIsFound(TestServer server) throws SQLException {
        TableComparison comparison = databases(server)
                .source(PEOPLE, FIVE)
                .target(PEOPLE.replace(" PRIMARY KEY", ""), FIVE, "INSERT INTO people VALUES (1, 'a', 'x')")
                .compare("people");

        assertEquals(TableComparison.Method.CONTENT, comparison.method());
        assertEquals(5, comparison.equal());
        assertEquals(1, comparison.extra());
    }

    @OnEachServer(POSTGRESQL)
    void comparesPostgreSqlsOwnKinds(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        "CREATE TYPE mood AS ENUM ('sad', 'glad')",
                        "CREATE TABLE kinds (id UUID PRIMARY KEY, n NUMERIC, f REAL, b BYTEA, j JSONB, a TEXT[],"
                                + " m mood, ts TIMESTAMPTZ, r INT4RANGE, g INT GENERATED ALWAYS AS (1) STORED)",
                        "INSERT INTO kinds VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 1.10, 16777217, '\\x00ff5c09',"
                                + " '{\"a\": 1.10}', '{a,NULL,\"x y\"}', 'glad', '2024-03-31 02:30:00.123456+00', '[1,5)')");
        assertEquals(1, databases.compare("kinds").equal());

        databases.target("UPDATE kinds SET n = 1.1");
        assertEquals(1, databases.compare("kinds").different());

        databases.target("UPDATE kinds SET n = 1.10, f = 16777220");
        assertEquals(
                List.of("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                databases.compare("kinds").examples());
    }

    @OnEachServer
    void comparesLargeTablesInRangesAndMissesNoneOfTheirEnds(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        "CREATE TABLE wide (a INT, b INT, v VARCHAR(20), PRIMARY KEY (a, b))",
                        "CREATE TABLE digits (d INT PRIMARY KEY)",
                        "INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
                        "INSERT INTO wide SELECT FLOOR(n / 1000), n % 1000, CONCAT('v', n) FROM ("
                                + "SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d n"
                                + " FROM digits a, digits b, digits c, digits e, digits f, digits g WHERE g.d < 3) numbers",
                        "ANALYZE TABLE wide")
                .target(
                        "UPDATE wide SET v = 'x' WHERE (a = 0 AND b = 1) OR (a = 300 AND b = 0) OR (a = 100 AND b = 0)");

        TableComparison comparison = databases.compare("wide");

        assertEquals(300_000 - 3, comparison.equal());
        assertEquals(3, comparison.different());
        assertEquals(List.of("(0, 1)", "(100, 0)", "(300, 0)"), comparison.examples());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void listsTablesThatOnlyOneSideHas(TestServer server) throws SQLException {
        TwoDatabases databases =
                databases(server).both(PEOPLE, FIVE).target(LOG).source("CREATE TABLE more (id INT)");

        Comparison comparison = databases.compareAll(List.of(
                new ComparedTable(databases.name("log"), Set.of()),
                new ComparedTable(databases.name("people"), Set.of()),
                new ComparedTable(databases.name("more"), Set.of())));

        assertEquals(1, comparison.tables().size());
        assertEquals(
                List.of(
                        new Unchecked("log", "it is not in comparison_source"),
                        new Unchecked("more", "it is not in comparison_target")),
                comparison.unchecked());
        assertTrue(comparison.holds());
    }

    @OnEachServer
    void aTableThatVanishedIsAFailureThatNamesItAndItsDatabase(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(PEOPLE, FIVE, "CREATE TABLE later (id INT PRIMARY KEY)", "INSERT INTO later VALUES (1)");

        RunFailure failure = assertThrows(
                RunFailure.class,
                () -> databases.withBoth((target, source) -> {
                    drop(databases);
                    return new RowComparison(databases.dialect(), target, source, io.tranche.progress.Listener.NONE, 3)
                            .compare(List.of(new ComparedTable(databases.name("later"), Set.of())));
                }));

        assertTrue(failure.getMessage().contains("later"), failure.getMessage());
        assertTrue(failure.getMessage().contains("comparison_source"), failure.getMessage());
    }

    private static void drop(TwoDatabases databases) {
        try {
            databases.source("DROP TABLE later");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TwoDatabases databases(TestServer server) throws SQLException {
        return new TwoDatabases(server, "comparison");
    }
}
