package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.report.SyncReport;
import io.tranche.report.SyncReport.Line;
import io.tranche.report.SyncReportText;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** What {@code diff} and {@code sync --dry-run} tell of each strategy is what a sync then does. */
class StrategyPlanIT {
    private static final List<String> TABLES = List.of(
            "by_checksum",
            "by_append",
            "by_time",
            "by_value",
            "by_value_trusted",
            "by_replace",
            "by_program",
            "by_skip");

    private static final String RULES =
            """
            sync:
              tables:
                by_append: {append: {overlap: 1}}
                by_time: {timestamp: {column: changed, overlap: 1s}}
                by_value: {partitioned_by: part}
                by_value_trusted: {partitioned_by: part, shared: false}
                by_replace: replace
                by_program: {command: ["true"]}
                by_skip: skip
            """;

    @TempDir
    Path folder;

    /** Ten rows each, of which one is newer; then a row is added, an old one changed behind the strategies' backs, and one is extra. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void eachStrategyTellsWhatItDoes(TestServer server) throws SQLException, IOException {
        SyncScene scene = new SyncScene(server, folder, "strategy_plan").rules(RULES);
        for (String table : TABLES) {
            scene.both("CREATE TABLE " + table + " (id INT PRIMARY KEY, part INT, changed TIMESTAMP NOT NULL, v INT)")
                    .both("INSERT INTO " + table + " VALUES "
                            + IntStream.rangeClosed(1, 10)
                                    .mapToObj(id -> "(%d, %d, '%s 10:00:00', 0)"
                                            .formatted(id, id / 6, id == 10 ? "2024-01-01" : "2023-12-01"))
                                    .collect(Collectors.joining(", ")));
        }
        scene.sync();
        for (String table : TABLES) {
            scene.source("INSERT INTO " + table + " VALUES (11, 2, '2024-01-02 10:00:00', 0)")
                    .copy("UPDATE " + table + " SET v = 1 WHERE id = 2")
                    .copy("INSERT INTO " + table + " VALUES (0, 3, '2023-01-01 10:00:00', 0)");
        }

        Map<String, String> told = figures(scene.dryRun());
        Map<String, String> compared = figures(scene.diff());
        SyncReport done = scene.sync();

        Map<String, String> expected = new TreeMap<>(Map.of(
                "by_checksum", "+1 ~1 -1",
                "by_append", "+1 ~0 -0",
                "by_time", "+1 ~0 -1",
                "by_value", "+1 ~1 -1",
                "by_value_trusted", "+1 ~0 -1",
                "by_replace", "+11 ~0 -11",
                "by_program", "+0 ~0 -0",
                "by_skip", "+0 ~0 -0"));
        assertEquals(expected, told);
        assertEquals(expected, figures(done));
        expected.put("by_replace", "+1 ~1 -1");
        expected.put("by_program", "+1 ~1 -1");
        assertEquals(expected, compared);
    }

    @OnEachServer({Vendor.POSTGRESQL})
    void whatFiguresDoNotSayIsSaid(TestServer server) throws SQLException, IOException {
        SyncScene scene = new SyncScene(server, folder, "strategy_words").rules(RULES);
        for (String table : TABLES) {
            scene.both("CREATE TABLE " + table + " (id INT PRIMARY KEY, part INT, changed TIMESTAMP NOT NULL, v INT)")
                    .both("INSERT INTO " + table + " VALUES (1, 1, '2024-01-01 10:00:00', 0)");
        }
        List<String> text = SyncReportText.of(scene.dryRun());
        assertTrue(text.contains("by_append by append: only rows with id from 1"), text::toString);
        assertTrue(text.contains("by_program by command: the program true decides what is done"), text::toString);
        assertTrue(text.contains("by_skip by skip: left alone"), text::toString);
        assertTrue(text.contains("by_replace by replace: all rows are written anew"), text::toString);
    }

    /** The other schema is not looked at, and its tables are not missing. */
    @OnEachServer({Vendor.POSTGRESQL})
    void schemasAreChosen(TestServer server) throws SQLException {
        SyncScene scene = new SyncScene(server, folder, "strategy_schemas")
                .both("CREATE SCHEMA one", "CREATE SCHEMA two")
                .both("CREATE TABLE one.t (id INT PRIMARY KEY)", "CREATE TABLE two.t (id INT PRIMARY KEY)")
                .source("CREATE TABLE two.missing (id INT PRIMARY KEY)")
                .source("INSERT INTO one.t VALUES (1)", "INSERT INTO two.t VALUES (1), (2)")
                .schemas("on?");
        SyncReport report = scene.sync();
        assertEquals(Map.of("one.t", "+1 ~0 -0"), figures(report));
        assertEquals(List.of(), report.onlyInSource());
        assertEquals(List.of(), scene.copyRows("two.t"));
    }

    @OnEachServer({Vendor.MARIADB})
    void theDatabaseIsCalledAsInTheSource(TestServer server) throws SQLException {
        SyncScene scene = new SyncScene(server, folder, "strategy_database")
                .both("CREATE TABLE t (id INT PRIMARY KEY)")
                .source("INSERT INTO t VALUES (1)")
                .schemas("strategy_database_source");
        assertEquals(Map.of("t", "+1 ~0 -0"), figures(scene.sync()));
    }

    private static Map<String, String> figures(SyncReport report) {
        return report.tables().stream()
                .collect(Collectors.toMap(
                        Line::table,
                        line -> "+" + line.missing() + " ~" + line.changed() + " -" + line.extra(),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
