package io.tranche.verify;

import static io.tranche.config.Vendor.MARIADB;
import static io.tranche.config.Vendor.MYSQL;
import static io.tranche.config.Vendor.POSTGRESQL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Reference;
import io.tranche.catalog.TableName;
import io.tranche.config.ReferenceRule.Treatment;
import io.tranche.error.RunFailure;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

class VerifierIT {
    private static final String PARENTS = "CREATE TABLE parents (id INT PRIMARY KEY)";
    private static final String CHILDREN = "CREATE TABLE children (id INT PRIMARY KEY, parent_id INT)";

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void tellsTheSlicesOrphansFromTheSourcesOwn(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        PARENTS,
                        CHILDREN,
                        "INSERT INTO parents VALUES (1)",
                        "INSERT INTO children VALUES (1, 1), (2, 2), (3, 2), (4, 99), (5, 99), (6, 98), (7, NULL)")
                .source("INSERT INTO parents VALUES (2)");

        OrphanCount count = databases.count(childToParent(databases));

        assertOrphans(5, 2, count);
        assertEquals(2, count.unexcused());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void needsNoExcuseWhereNothingIsMissing(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        PARENTS,
                        CHILDREN,
                        "INSERT INTO parents VALUES (1), (2)",
                        "INSERT INTO children VALUES (1, 1), (2, 2), (3, NULL)");

        Verification verification = databases.verify(childToParent(databases));

        assertOrphans(0, 0, verification.counts().get(0));
        assertTrue(verification.holds());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void anyNullPartOfACompositeReferencePointsNowhere(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        "CREATE TABLE orders (order_no INT, shop_id VARCHAR(10), PRIMARY KEY (order_no, shop_id))",
                        "CREATE TABLE order_lines (id INT PRIMARY KEY, shop VARCHAR(10), number INT)",
                        "INSERT INTO orders VALUES (1, 'x')",
                        "INSERT INTO order_lines VALUES (1, 'x', 1), (2, NULL, 7), (3, 'y', NULL), (4, NULL, NULL),"
                                + " (5, 'y', 1), (6, 'x', 2)")
                .source("INSERT INTO orders VALUES (2, 'x')");
        Reference reference = databases.reference(
                "order_lines", List.of("shop", "number"), "orders", List.of("shop_id", "order_no"), Optional.empty());

        assertOrphans(2, 1, databases.count(reference));
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void checksATableAgainstItself(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        "CREATE TABLE staff (id INT PRIMARY KEY, boss INT)",
                        "INSERT INTO staff VALUES (1, 1), (2, 1), (3, 7), (4, 8), (5, NULL)")
                .source("INSERT INTO staff VALUES (7, NULL)");

        assertOrphans(2, 1, databases.count(databases.reference("staff", "boss", "staff", "id")));
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void looksOnlyAtRowsForWhichThePolymorphicReferenceHolds(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        "CREATE TABLE posts (id INT PRIMARY KEY, kind VARCHAR(10))",
                        "CREATE TABLE photos (id INT PRIMARY KEY)",
                        "CREATE TABLE comments (id INT PRIMARY KEY, kind VARCHAR(10), about INT)",
                        "INSERT INTO posts VALUES (1, 'Photo')",
                        "INSERT INTO comments VALUES (1, 'Post', 1), (2, 'Post', 5), (3, 'Photo', 5), (4, 'Photo', 6),"
                                + " (5, 'Post', NULL), (6, NULL, 5)")
                .source("INSERT INTO photos VALUES (5)");

        // the parent has a column `kind` too: the condition is about the child; a comment must not swallow what follows
        List<OrphanCount> counts = databases
                .verify(
                        about(databases, "posts", "kind = 'Post' OR 1 = 0 -- only posts"),
                        about(databases, "photos", "comments.kind = 'Photo'"))
                .counts();

        assertOrphans(1, 0, counts.get(0));
        assertOrphans(2, 1, counts.get(1));
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void aCutReferenceMayDangleAndOneSetToNullMayNot(TestServer server) throws SQLException {
        TwoDatabases databases =
                databases(server).both(PARENTS, CHILDREN, "INSERT INTO children VALUES (1, 1), (2, 2), (3, NULL)");
        Reference reference = childToParent(databases);

        Verification verification = databases.verify(List.of(
                new ReferenceCheck(reference, Treatment.CUT), new ReferenceCheck(reference, Treatment.SET_NULL)));

        OrphanCount cut = verification.counts().get(0);
        assertEquals(new OrphanCount(reference, Treatment.CUT, 2, OptionalLong.empty()), cut);
        assertEquals(0, cut.unexcused());
        assertOrphans(2, 2, verification.counts().get(1));
        assertFalse(verification.holds());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void withoutASourceOrphansAreCountedAndNotExcused(TestServer server) throws SQLException {
        TwoDatabases databases =
                databases(server).both(PARENTS, CHILDREN, "INSERT INTO children VALUES (1, 1), (2, 2)");
        Reference reference = childToParent(databases);

        Verification verification = databases.verifyWithoutSource(reference);

        assertEquals(
                List.of(new OrphanCount(reference, Treatment.FOLLOW, 2, OptionalLong.empty())), verification.counts());
        assertFalse(verification.holds());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void listsReferencesThatCannotBeChecked(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server).both(PARENTS, CHILDREN);
        Reference elsewhere = new Reference(
                "elsewhere",
                databases.name("children"),
                List.of("parent_id"),
                new TableName("other_database", "parents"),
                List.of("id"),
                Reference.Origin.DECLARED,
                Optional.empty());

        Verification verification = databases.verify(
                elsewhere,
                databases.reference("absent", "parent_id", "parents", "id"),
                databases.reference("children", "parent_id", "parents", "no_such_column"),
                childToParent(databases));

        assertEquals(1, verification.counts().size());
        assertEquals(
                List.of(
                        "other_database.parents lies outside of this database",
                        "the table " + databases.name("absent") + " is not in verifier_target",
                        "not all of its columns are in verifier_target"),
                verification.unchecked().stream().map(Unchecked::reason).toList());
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void aParentTableThatTheTargetLacksLeavesEveryChildAnOrphan(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(CHILDREN, "INSERT INTO children VALUES (1, 1), (2, 2), (3, NULL)")
                .source(PARENTS, "INSERT INTO parents VALUES (2)");

        assertOrphans(2, 1, databases.count(childToParent(databases)));
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void countsManyOrphansOfManyKeysExactly(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        PARENTS,
                        CHILDREN,
                        "CREATE TABLE digits (d INT PRIMARY KEY)",
                        "INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
                        // 10,000 children, two and two of one parent: 0 to 4,999
                        "INSERT INTO children SELECT n, FLOOR(n / 2) FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d n"
                                + " FROM digits a, digits b, digits c, digits e) numbers",
                        "INSERT INTO parents SELECT DISTINCT parent_id FROM children WHERE parent_id < 700")
                // 1,000 to 4,999 are there but for the thirds
                .source("INSERT INTO parents SELECT DISTINCT parent_id FROM children"
                        + " WHERE parent_id >= 1000 AND parent_id % 3 <> 0");

        assertOrphans(2 * (5_000 - 700), 2 * (4_000 - 1_333), databases.count(childToParent(databases)));
    }

    @OnEachServer({MARIADB, MYSQL, POSTGRESQL})
    void aRefusalOfTheServerNamesReferenceAndDatabase(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server).both(PARENTS, CHILDREN);
        Reference broken = databases.reference(
                "children", List.of("parent_id"), "parents", List.of("id"), Optional.of("no_such_column = 1"));

        RunFailure failure = assertThrows(
                RunFailure.class, () -> databases.verify(broken, childToParent(databases), childToParent(databases)));

        assertTrue(failure.getMessage().contains("children(parent_id) → parents(id)"), failure.getMessage());
        assertTrue(failure.getMessage().contains("verifier_target"), failure.getMessage());
        assertTrue(failure.getMessage().contains("no_such_column"), failure.getMessage());
    }

    @OnEachServer
    void takesKeysForEqualThatTheDatabaseTakesForEqual(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        "CREATE TABLE codes (code VARCHAR(20) COLLATE utf8mb4_general_ci PRIMARY KEY)",
                        "CREATE TABLE items (id INT PRIMARY KEY, code VARCHAR(20) COLLATE utf8mb4_general_ci)",
                        "INSERT INTO codes VALUES ('Abc')",
                        "INSERT INTO items VALUES (1, 'Abc'), (2, 'ABC'), (3, 'abc '), (4, 'ábc'), (5, 'XY'), (6, 'xy '),"
                                + " (7, 'z')")
                .source("INSERT INTO codes VALUES ('Xy')");

        assertOrphans(3, 2, databases.count(databases.reference("items", "code", "codes", "code")));
    }

    @OnEachServer
    void comparesEnumsAsTheirForeignKeyDoes(TestServer server) throws SQLException {
        String sizes = "CREATE TABLE sizes (size ENUM('a', 'b', 'c') PRIMARY KEY)";
        String shirts = "CREATE TABLE shirts (id INT PRIMARY KEY, size ENUM('b', 'a', 'x')%s)";
        String rows = "INSERT INTO shirts VALUES (1, 'b'), (2, 'b'), (3, 'a'), (4, 'x')";
        TwoDatabases databases = databases(server)
                .source(
                        sizes,
                        shirts.formatted(", FOREIGN KEY (size) REFERENCES sizes (size)"),
                        "INSERT INTO sizes VALUES ('a'), ('b'), ('c')",
                        rows)
                .target(sizes, shirts.formatted(""), "INSERT INTO sizes VALUES ('a')", rows);

        assertOrphans(2, 2, databases.count(databases.declared().get(0)));
    }

    @OnEachServer
    void readsKeysOfAnyBytesExactly(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        "CREATE TABLE blobs (k VARBINARY(20) PRIMARY KEY)",
                        "CREATE TABLE blob_uses (id INT PRIMARY KEY, k VARBINARY(20))",
                        "INSERT INTO blob_uses VALUES (1, x'00095c0a0d'), (2, x'ff00'), (3, ''), (4, x'5c4e'), (5, x'ff')")
                .source("INSERT INTO blobs VALUES (x'00095c0a0d'), (''), (x'5c4e')");

        assertOrphans(5, 3, databases.count(databases.reference("blob_uses", "k", "blobs", "k")));
    }

    @OnEachServer
    void readsUnsignedKeysUpToTheirLastBit(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        "CREATE TABLE big (id BIGINT UNSIGNED PRIMARY KEY)",
                        "CREATE TABLE big_uses (id INT PRIMARY KEY, big BIGINT UNSIGNED)",
                        "INSERT INTO big_uses VALUES (1, 18446744073709551615), (2, 18446744073709551614), (3, 0)")
                .source("INSERT INTO big VALUES (18446744073709551615)");

        assertOrphans(3, 1, databases.count(databases.reference("big_uses", "big", "big", "id")));
    }

    @OnEachServer
    void quotesWhatNamesMayHold(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        "CREATE TABLE `order` (`se``lect.` INT PRIMARY KEY)",
                        "CREATE TABLE `it's \"x\"` (`id` INT PRIMARY KEY, `from where` INT)",
                        "INSERT INTO `it's \"x\"` VALUES (1, 1), (2, 2)")
                .source("INSERT INTO `order` VALUES (1)");

        assertOrphans(2, 1, databases.count(databases.reference("it's \"x\"", "from where", "order", "se`lect.")));
    }

    @OnEachServer(POSTGRESQL)
    void comparesAsPostgreSqlDoes(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        "CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                        "CREATE TABLE \"Codes\" (\"Code\" VARCHAR(20) COLLATE ci PRIMARY KEY)",
                        "CREATE TABLE items (id INT PRIMARY KEY, code VARCHAR(20) COLLATE ci)",
                        "INSERT INTO \"Codes\" VALUES ('Abc')",
                        "INSERT INTO items VALUES (1, 'Abc'), (2, 'ABC'), (3, 'abc '), (4, 'XY'), (5, 'z')",
                        "CREATE TABLE amounts (n NUMERIC PRIMARY KEY)",
                        "CREATE TABLE sums (id INT PRIMARY KEY, n NUMERIC)",
                        "INSERT INTO amounts VALUES (1.0)",
                        "INSERT INTO sums VALUES (1, 1.00), (2, 2.000), (3, 'NaN')")
                .source("INSERT INTO \"Codes\" VALUES ('Xy')", "INSERT INTO amounts VALUES (2.0), ('NaN')");

        assertOrphans(3, 1, databases.count(databases.reference("items", "code", "Codes", "Code")));
        assertOrphans(2, 2, databases.count(databases.reference("sums", "n", "amounts", "n")));
    }

    @OnEachServer(POSTGRESQL)
    void aRowOfAnInheritingTableIsNoParent(TestServer server) throws SQLException {
        TwoDatabases databases = databases(server)
                .both(
                        PARENTS,
                        CHILDREN,
                        "CREATE TABLE heirs (PRIMARY KEY (id)) INHERITS (parents)",
                        "CREATE TABLE grandchildren () INHERITS (children)",
                        "INSERT INTO heirs VALUES (1)",
                        "INSERT INTO children VALUES (1, 1)",
                        // no reference of theirs: constraints are not inherited
                        "INSERT INTO grandchildren VALUES (2, 2)")
                .source("INSERT INTO parents VALUES (1)");

        assertOrphans(1, 1, databases.count(childToParent(databases)));
    }

    private static TwoDatabases databases(TestServer server) throws SQLException {
        return new TwoDatabases(server, "verifier");
    }

    private static Reference childToParent(TwoDatabases databases) {
        return databases.reference("children", "parent_id", "parents", "id");
    }

    private static Reference about(TwoDatabases databases, String parent, String when) {
        return databases.reference("comments", List.of("about"), parent, List.of("id"), Optional.of(when));
    }

    private static void assertOrphans(long inTarget, long notInSource, OrphanCount count) {
        assertEquals(inTarget, count.inTarget(), "in the target");
        assertEquals(OptionalLong.of(notInSource), count.notInSource(), "not in the source");
    }
}
