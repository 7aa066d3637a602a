package io.tranche.verify;

import static io.tranche.config.Vendor.MARIADB;
import static io.tranche.config.Vendor.MYSQL;
import static io.tranche.config.Vendor.POSTGRESQL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Reference;
import io.tranche.dialect.Reader;
import io.tranche.diff.Side;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What is read as two columns, against what the server counts. */
class IntegerReferenceIT {
    private static final int CASES = 20;
    private static final int MOST_VALUES = 1000;

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void provesThatThereIsNoOrphanWhereTheServerCountsNone(TestServer server) throws SQLException {
        Random random = new Random(8);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            long lowest = random.nextLong(2_000) - 1_000;
            List<Long> parents = some(random, lowest, 200);
            List<Long> children = new ArrayList<>(some(random, lowest - 2, 204));
            children.removeIf(value -> !parents.contains(value) && random.nextInt(150) > 0);
            TwoDatabases databases = databases(server, "BIGINT", random.nextBoolean() ? "INT" : "BIGINT")
                    .target(insert("parents", "id", parents), insert("children", "parent_id", children));

            Found found = look(databases, Optional.empty());

            assertEquals(found.orphans() == 0, found.complete(), () -> children + " of " + parents);
            seen.add(found.toString());
        }
        assertEquals(
                2, seen.stream().map(text -> text.contains("true")).distinct().count(), seen::toString);
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void passesOverValuesThatReferToNothing(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server, "INT", "INT")
                .target(
                        "INSERT INTO parents VALUES (-3), (5)",
                        "INSERT INTO children (parent_id, kind) VALUES (5, 'a'), (NULL, 'a'), (-3, 'a'), (4, 'b')");

        assertTrue(look(databases, Optional.of("kind = 'a' -- of parents")).complete());
        assertFalse(look(databases, Optional.empty()).complete());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void aParentThatIsNullIsNone(TestServer server) throws SQLException {
        TwoDatabases databases = new TwoDatabases(server, "integer_reference")
                .both("CREATE TABLE parents (id INT UNIQUE)", "CREATE TABLE children (parent_id INT)")
                .target(
                        "INSERT INTO parents VALUES (NULL), (460), (480), (NULL)",
                        "INSERT INTO children VALUES (460), (NULL)");

        assertEquals(new Found(true, 0), look(databases, Optional.empty()));
        databases.target("INSERT INTO children VALUES (470)");
        assertEquals(new Found(false, 1), look(databases, Optional.empty()));
    }

    @OnEachServer({MARIADB, MYSQL})
    void whatIsReadAsAnIntegerAndOrderedOtherwiseIsLeftToTheServer(TestServer server) throws SQLException {
        for (String type : List.of("ENUM('red', 'blue', 'green')", "ENUM('7', '5', '6')", "SET('a', 'b')", "BIT(3)")) {
            TwoDatabases databases = databases(server, type, type)
                    .target("INSERT INTO parents VALUES (1), (3)", "INSERT INTO children (parent_id) VALUES (1), (3)");
            assertEquals(0, look(databases, Optional.empty()).orphans(), type);

            databases.target("INSERT INTO children (parent_id) VALUES (2)");
            assertEquals(new Found(false, 1), look(databases, Optional.empty()), type);
        }
    }

    @OnEachServer({MARIADB, MYSQL})
    void leadingZerosAreNoMatter(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server, "INT(8) UNSIGNED ZEROFILL", "INT UNSIGNED")
                .target("INSERT INTO parents VALUES (7), (30)", "INSERT INTO children (parent_id) VALUES (7), (30)");

        assertEquals(new Found(true, 0), look(databases, Optional.empty()));
        databases.target("INSERT INTO children (parent_id) VALUES (8)");
        assertEquals(new Found(false, 1), look(databases, Optional.empty()));
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void seesChildrenBeyondTheLowestAndTheHighestParent(TestServer server) throws SQLException {
        for (String child : List.of("-9223372036854775808", "9", "13", "9223372036854775807", "4294967306")) {
            TwoDatabases databases = databases(server, "BIGINT", "BIGINT")
                    .target(
                            "INSERT INTO parents VALUES (10), (12)",
                            "INSERT INTO children (parent_id) VALUES (10), (12), (" + child + ")");

            assertFalse(look(databases, Optional.empty()).complete(), child);
        }
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void saysNothingOfValuesThatAreSpreadTooFarAndOfNoParents(TestServer server) throws SQLException {
        assertFalse(
                look(databases(server, "BIGINT", "BIGINT"), Optional.empty()).complete());
        TwoDatabases close = databases(server, "BIGINT", "BIGINT")
                .target(
                        "INSERT INTO parents VALUES (1), (1000)",
                        "INSERT INTO children (parent_id) SELECT id FROM parents");
        assertEquals(new Found(true, 0), look(close, Optional.empty()));
        for (String parents : List.of("(1), (1001)", "(-9223372036854775808), (9223372036854775807)")) {
            TwoDatabases databases = databases(server, "BIGINT", "BIGINT")
                    .target(
                            "INSERT INTO parents VALUES " + parents,
                            "INSERT INTO children (parent_id) SELECT id FROM parents");

            assertEquals(new Found(false, 0), look(databases, Optional.empty()), parents);
        }
    }

    @OnEachServer({MARIADB, MYSQL})
    void readsUnsignedValuesToTheirEnd(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server, "BIGINT UNSIGNED", "BIGINT UNSIGNED")
                .target(
                        "INSERT INTO parents VALUES (9223372036854775807), (9223372036854775809)",
                        "INSERT INTO children (parent_id) SELECT id FROM parents");

        assertTrue(look(databases, Optional.empty()).complete());
        databases.target("INSERT INTO children (parent_id) VALUES (9223372036854775808)");
        assertEquals(new Found(false, 1), look(databases, Optional.empty()));
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void isOnlyForIntegersOnBothSides(TestServer server) throws SQLException {
        assertFalse(isIntegers(databases(server, "VARCHAR(20)", "VARCHAR(20)")));
        assertFalse(isIntegers(databases(server, "INT", "DECIMAL(10,2)")));
        assertTrue(isIntegers(databases(server, "INT", "BIGINT")));
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void largeTablesAreVerifiedWithAndWithoutAnOrphan(TestServer server) throws SQLException {
        String digits = "(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
                + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) ";
        String numbers = "SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d FROM " + digits
                + "a, " + digits + "b, " + digits + "c, " + digits + "d, " + digits
                + "e, (SELECT 0 d UNION ALL SELECT 1) f";
        TwoDatabases databases = databases(server, "INT", "INT")
                .target("INSERT INTO parents " + numbers, "INSERT INTO children (parent_id) " + numbers)
                .target(analyze(server, "parents"), analyze(server, "children"));
        Reference reference = databases.reference("children", "parent_id", "parents", "id");

        boolean asColumns = databases.withBoth(
                (target, source) -> IntegerReference.of(query(databases, reference, target), Integer.MAX_VALUE)
                        .isPresent());
        assertTrue(asColumns);
        assertEquals(0, databases.count(reference).inTarget());
        databases.target("DELETE FROM parents WHERE id IN (0, 4711)");
        assertEquals(2, databases.count(reference).inTarget());
    }

    private static String analyze(TestServer server, String table) {
        return (server.vendor() == POSTGRESQL ? "ANALYZE " : "ANALYZE TABLE ") + table;
    }

    private static List<Long> some(Random random, long lowest, int number) {
        return LongStream.range(lowest, lowest + number)
                .filter(value -> random.nextInt(10) > 0)
                .boxed()
                .toList();
    }

    private static String insert(String table, String column, List<Long> values) {
        return values.stream()
                .map(value -> "(" + value + ")")
                .collect(Collectors.joining(", ", "INSERT INTO " + table + " (" + column + ") VALUES ", ""));
    }

    private static TwoDatabases databases(TestServer server, String parent, String child) throws SQLException {
        return new TwoDatabases(server, "integer_reference")
                .both(
                        "CREATE TABLE parents (id " + parent + " NOT NULL PRIMARY KEY)",
                        "CREATE TABLE children (parent_id " + child + ", kind VARCHAR(5))");
    }

    private static boolean isIntegers(TwoDatabases databases) {
        Reference reference = databases.reference("children", "parent_id", "parents", "id");
        return databases.withBoth((target, source) ->
                query(databases, reference, target).integers().isPresent());
    }

    private record Found(boolean complete, long orphans) {}

    private static Found look(TwoDatabases databases, Optional<String> when) {
        Reference reference = databases.reference("children", List.of("parent_id"), "parents", List.of("id"), when);
        return databases.withBoth((target, source) -> {
            OrphanQuery query = query(databases, reference, target);
            IntegerReference integers =
                    IntegerReference.ofAnySize(query, MOST_VALUES).orElseThrow();
            try (Reader reader = target.snapshot().reader()) {
                integers.readChildren(reader);
                integers.readParents(reader);
                long orphans = Long.parseLong(reader.rows(query.count()).get(0).get(0));
                return new Found(integers.isComplete(), orphans);
            }
        });
    }

    private static OrphanQuery query(TwoDatabases databases, Reference reference, Side target) {
        return new OrphanQuery(
                databases.dialect(),
                reference,
                target.catalog().table(reference.child()),
                Optional.of(target.catalog().table(reference.parent())));
    }
}
