package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.SliceScene.Asked;
import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.error.RunFailure;
import io.tranche.report.SliceReport;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Targets that hold what an earlier run has done: it is brought to the source's new moment, or added to. */
class EarlierSliceIT {
    private static final String REFERENCES = "references: [{from: log.visit, to: visits.id}]\n";

    private static String rules(String visits) {
        return "default: upon_request\ntables: {visits: {where: \"" + visits
                + "\"}, log: {rule: join, table: visits, reference: visit}}\n" + REFERENCES;
    }

    @TempDir
    Path folder;

    private SliceScene scene(TestServer server) throws SQLException, IOException {
        return new SliceScene(server, folder)
                .both(
                        "CREATE TABLE people (id INT PRIMARY KEY, boss INT, name VARCHAR(40) UNIQUE, FOREIGN KEY (boss)"
                                + " REFERENCES people (id))",
                        "CREATE TABLE visits (id INT PRIMARY KEY, person INT NOT NULL, text VARCHAR(60), FOREIGN KEY (person)"
                                + " REFERENCES people (id))",
                        "CREATE TABLE log (visit INT NOT NULL, line VARCHAR(60))")
                .source(
                        "INSERT INTO people VALUES (1, NULL, 'ann'), (2, 1, 'bob'), (3, 1, 'cid'), (4, 3, 'dot'), (5, NULL, 'eve')",
                        "INSERT INTO visits VALUES (10, 5, 'a'), (100, 2, 'b'), (101, 3, 'c'), (102, 4, 'd'), (103, 4, 'e')",
                        "INSERT INTO log VALUES (100, 'x'), (100, 'x'), (101, 'y'), (10, 'z')")
                .rules(rules("id >= 100"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void goesOnToTheNewMomentWhateverHasChanged(TestServer server) throws Exception {
        SliceScene scene = scene(server);
        scene.with(Asked.KEEP_LEDGER).slice();
        scene.source(
                // two rows swap a unique value, a third takes that of one that goes
                "UPDATE people SET name = 'tmp' WHERE id = 1",
                "UPDATE people SET name = 'ann' WHERE id = 3",
                "UPDATE people SET name = 'cid' WHERE id = 1",
                "DELETE FROM visits WHERE id IN (102, 103)",
                "DELETE FROM people WHERE id = 4",
                "INSERT INTO people VALUES (6, 5, 'dot')",
                "INSERT INTO visits VALUES (104, 6, 'new')",
                "UPDATE visits SET text = 'changed' WHERE id = 100",
                "DELETE FROM log WHERE visit = 101",
                "INSERT INTO log VALUES (104, 'x'), (100, 'x')");

        SliceReport report = scene.with(Asked.CONTINUE).slice();
        Map<String, String> goneOnWith = scene.state(SliceScene.TARGET);

        assertFalse(scene.notices("brought to this moment").isEmpty());
        assertFalse(report.hasOwnOrphans());
        assertEquals("5", scene.inTarget("SELECT COUNT(*) FROM people"), "1, 2, 3, 5, 6: dot has gone");
        assertEquals("4", scene.inTarget("SELECT COUNT(*) FROM log"));
        SliceReport fresh = scene.with(Asked.OVERWRITE).slice();
        assertEquals(scene.state(SliceScene.TARGET), goneOnWith);
        assertEquals(counts(fresh), counts(report), "the report tells of the whole slice");
    }

    private static Map<String, Long> counts(SliceReport report) {
        return report.tables().stream()
                .collect(java.util.stream.Collectors.toMap(
                        SliceReport.TableLine::table, line -> line.selected() * 1_000 + line.pulled()));
    }

    @OnEachServer(Vendor.POSTGRESQL)
    void rowsThatHaveNotChangedAreNotWrittenAgain(TestServer server) throws Exception {
        SliceScene scene = scene(server);
        scene.with(Asked.KEEP_LEDGER).slice();
        String versions = "SELECT string_agg(id || ' ' || xmin, ',' ORDER BY id) FROM visits WHERE id <> 101";
        String before = scene.inTarget(versions);
        scene.source("UPDATE visits SET text = 'changed' WHERE id = 101");

        scene.with(Asked.CONTINUE).slice();

        assertEquals(before, scene.inTarget(versions));
        assertEquals("changed", scene.inTarget("SELECT text FROM visits WHERE id = 101"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void addsToASliceThatIsWholeAndChangesNothingOfIt(TestServer server) throws Exception {
        SliceScene scene = scene(server);
        scene.slice();
        scene.source("UPDATE visits SET text = 'changed' WHERE id IN (10, 100)", "INSERT INTO log VALUES (10, 'z')");
        scene.rules(rules("id IN (10, 100)"));

        SliceReport report = scene.with(Asked.EXTEND).slice();

        assertFalse(report.hasOwnOrphans());
        assertEquals("b", scene.inTarget("SELECT text FROM visits WHERE id = 100"), "it was there");
        assertEquals("changed", scene.inTarget("SELECT text FROM visits WHERE id = 10"), "it was not");
        assertEquals("5", scene.inTarget("SELECT COUNT(*) FROM visits"));
        assertEquals("5", scene.inTarget("SELECT COUNT(*) FROM people"), "eve has come");
        assertEquals(
                "5", scene.inTarget("SELECT COUNT(*) FROM log"), "rows without a key that are alike come together");
        assertEquals(
                1,
                report.tables().stream()
                        .filter(line -> line.table().endsWith("visits"))
                        .findFirst()
                        .orElseThrow()
                        .selected());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void addsToARunThatWasStoppedUnderOtherRules(TestServer server) throws Exception {
        SliceScene scene = scene(server);
        scene.with(Asked.KEEP_LEDGER).slice();
        String unchecked = server.vendor() == Vendor.POSTGRESQL
                ? "SET session_replication_role = replica"
                : "SET foreign_key_checks = 0";
        scene.target(unchecked, "DELETE FROM people WHERE id = 1");
        scene.rules("default: upon_request\ntables: {visits: {where: \"id = 10\"}}\n" + REFERENCES);

        SliceReport report = scene.with(Asked.EXTEND).slice();

        assertFalse(report.hasOwnOrphans(), "what is there has what it refers to");
        assertEquals("5", scene.inTarget("SELECT COUNT(*) FROM people"));
        assertEquals("5", scene.inTarget("SELECT COUNT(*) FROM visits"));
        scene.with(Asked.CONTINUE);
        assertTrue(assertThrows(Refusal.class, scene::slice).getMessage().contains("remembers no run"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void aHalfSchemaIsNotLeftBehind(TestServer server) throws Exception {
        SliceScene scene = scene(server);
        scene.target("DROP TABLE log", "DROP TABLE visits", "DROP TABLE people");
        scene.with(Asked.COPY_SCHEMA_AND_KEEP_LEDGER).slice();

        for (Asked without : List.of(Asked.CONTINUE, Asked.EXTEND)) {
            Refusal refusal = assertThrows(Refusal.class, scene.with(without)::slice);

            assertTrue(refusal.getMessage().contains("--copy-schema"), refusal.getMessage());
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aRowThatAnOldOneIsInTheWayOfIsSaid(TestServer server) throws Exception {
        SliceScene scene = scene(server);
        scene.slice();
        scene.source("UPDATE people SET name = 'former' WHERE id = 1", "UPDATE people SET name = 'ann' WHERE id = 5");
        scene.rules("default: upon_request\ntables: {visits: {where: \"id = 10\"}}\n");

        RunFailure failure = assertThrows(RunFailure.class, scene.with(Asked.EXTEND)::slice);

        assertTrue(failure.getMessage().contains("people"), failure.getMessage());
        assertEquals("4", scene.inTarget("SELECT COUNT(*) FROM people"));
    }
}
