package io.tranche.proof.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Slicing;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Rules that would give other rows each time that they are asked: whatever they choose, all parts of a run agree on it. */
class OneMomentIT {
    private static final String SOURCE = "moment_source";
    private static final String TARGET = "moment_target";

    /** Rules of a parent table whose answer changes: by chance, by ties, with time. */
    private static final List<String> RULES = List.of(
            "where: RAND() < 0.5",
            "where: \"%table_name%.tie < 5\", limit: 300, order_by: tie",
            "where: 1 = 1, limit: 300, order_by: RAND()",
            "where: MICROSECOND(NOW(6)) % 997 > %table_name%.id % 997 OR id = 1",
            "where: SYSDATE(6) > NOW(6) - INTERVAL 1 SECOND AND RAND() < 0.9");

    @TempDir
    Path folder;

    @OnEachServer
    void childrenAreExactlyThoseOfTheParentsThatWereChosen(TestServer server) throws SQLException, IOException {
        server.createDatabase(SOURCE);
        server.execute(
                SOURCE,
                "CREATE TABLE parents (id INT PRIMARY KEY, tie INT)",
                "CREATE TABLE children (id INT PRIMARY KEY, parent_id INT, FOREIGN KEY (parent_id) REFERENCES parents (id))",
                "CREATE TABLE grandchildren (id INT PRIMARY KEY, child_id INT, FOREIGN KEY (child_id) REFERENCES children (id))",
                "INSERT INTO parents WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
                        + " SELECT i, i % 7 FROM n",
                "INSERT INTO children SELECT id * 10 + tie % 3, id FROM parents",
                "INSERT INTO grandchildren SELECT id, id FROM children WHERE id % 2 = 0");
        for (String rule : RULES) {
            server.createDatabase(TARGET);
            Slicing.of(folder, new Databases(server, SOURCE, TARGET), Slicing.COPY_SCHEMA)
                    .run("tables:\n  parents: {" + rule.replace("% 997", "%% 997") + "}\n"
                            + "  children: {rule: join, table: parents, reference: parent_id}\n"
                            + "  grandchildren: {rule: join, table: children, reference: child_id}\n")
                    .success();

            assertTrue(Integer.parseInt(server.value(TARGET, "SELECT COUNT(*) FROM parents")) > 0, rule);
            assertEquals("", apart(server, "parents", "children", "parent_id"), rule);
            assertEquals("", apart(server, "children", "grandchildren", "child_id"), rule);
        }
    }

    /** The ids of children that the slice should have and has not, or the other way round. */
    private static String apart(TestServer server, String parents, String children, String column) throws SQLException {
        String query =
                """
                SELECT COALESCE(GROUP_CONCAT(s.id), '') FROM %1$s.%3$s s
                 WHERE EXISTS (SELECT 1 FROM %2$s.%4$s p WHERE p.id = s.%5$s)
                    <> EXISTS (SELECT 1 FROM %2$s.%3$s c WHERE c.id = s.id)"""
                        .formatted(SOURCE, TARGET, children, parents, column);
        return server.value(SOURCE, query);
    }
}
