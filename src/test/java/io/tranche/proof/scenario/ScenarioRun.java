package io.tranche.proof.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.proof.site.Databases;
import io.tranche.proof.site.PlainRows;
import io.tranche.proof.site.Slicing;
import io.tranche.report.SliceReport;
import io.tranche.run.SliceRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Fills, slices and compares one scenario on one server. */
final class ScenarioRun {
    private final Scenario scenario;
    private final Databases databases;
    private final Path folder;
    private final OptionalInt redis;
    private final PlainRows rows;

    /** @param redis where keys are; empty to keep them in this process */
    ScenarioRun(Scenario scenario, Databases databases, Path folder, OptionalInt redis) {
        this.scenario = scenario;
        this.databases = databases;
        this.folder = folder;
        this.redis = redis;
        this.rows = new PlainRows(databases.server());
    }

    void run() throws SQLException, IOException {
        fill();
        Map<String, Long> before = counts();
        Slicing slicing = Slicing.of(folder, databases, flags()).with(scenario.tables(), scenario.set());
        Slicing.Outcome outcome =
                (redis.isPresent() ? slicing.withRedis(redis.getAsInt()) : slicing).run(scenario.rules());
        List<String> refusal = scenario.expected("refusal");
        if (refusal.isEmpty()) {
            compare(outcome.success(), outcome.notices());
            return;
        }
        String message = outcome.failure()
                .orElseThrow(() -> new AssertionError("not refused: " + outcome.report()))
                .getMessage();
        refusal.forEach(part -> assertTrue(message.contains(part), () -> "expected “" + part + "” in: " + message));
        assertEquals(2, outcome.failure().get().exitCode(), message);
        assertEquals(before, counts(), "nothing is written by a run that is refused");
    }

    void fill() throws SQLException {
        databases.server().createDatabase(databases.source());
        databases.server().createDatabase(databases.target());
        databases.run(databases.source(), scenario.schema(databases.server().vendor()));
        databases.run(databases.source(), scenario.rows());
        switch (scenario.target()) {
            case "same" ->
                databases.run(
                        databases.target(), scenario.schema(databases.server().vendor()));
            case "copy_schema" -> {}
            default -> databases.run(databases.target(), scenario.targetStatements());
        }
    }

    private SliceRequest.Flags flags() {
        return scenario.target().equals("copy_schema") ? Slicing.COPY_SCHEMA : Slicing.PLAIN;
    }

    private Map<String, Long> counts() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : rows.tables(databases.target())) {
            counts.put(table, (long) rows.all(databases.target(), table).size());
        }
        return counts;
    }

    private void compare(SliceReport report, List<String> notices) throws SQLException {
        for (String table : rows.tables(databases.source())) {
            compareRows(table, scenario.expect("rows").getOrDefault(table, 0));
            if (!scenario.expected("altered").contains(table)) {
                compareValues(table);
            }
        }
        for (Map.Entry<String, Object> query : scenario.expect("queries").entrySet()) {
            assertEquals(strings(query.getValue()), rows.column(databases.target(), query.getKey()), query.getKey());
        }
        compareReport(report);
        for (String part : scenario.expected("notices")) {
            assertTrue(
                    notices.stream().anyMatch(text -> text.contains(part))
                            || report.warnings().stream().anyMatch(text -> text.contains(part)),
                    () -> "expected “" + part + "” in: " + notices);
        }
    }

    private void compareRows(String table, Object expected) throws SQLException {
        if (expected.equals("any")) {
            return;
        }
        List<String> found = rows.column(
                databases.target(), "SELECT * FROM " + databases.sql().quote(table));
        if (expected instanceof Integer count) {
            assertEquals(count, found.size(), "rows of " + table);
            return;
        }
        assertEquals(
                strings(expected).stream().sorted().toList(),
                found.stream().sorted().toList(),
                "rows of " + table);
    }

    private void compareValues(String table) throws SQLException {
        List<String> source = new ArrayList<>(rows.all(databases.source(), table));
        Map<String, Integer> left = new TreeMap<>();
        source.forEach(row -> left.merge(row, 1, Integer::sum));
        for (String row : rows.all(databases.target(), table)) {
            assertTrue(left.merge(row, -1, Integer::sum) >= 0, () -> table + " has a row unlike the source's: " + row);
        }
    }

    private void compareReport(SliceReport report) {
        Map<String, Object> orphans = scenario.expect("orphans");
        for (SliceReport.ReferenceLine line : report.references()) {
            Object expected = orphans.getOrDefault(line.reference(), 0);
            assertEquals(expected, (int) line.sourceOrphans(), () -> "source orphans of " + line);
        }
        for (String reference : orphans.keySet()) {
            assertTrue(
                    report.references().stream()
                            .anyMatch(line -> line.reference().equals(reference)),
                    () -> reference + " is not reported: " + report.references());
        }
        scenario.expect("selected")
                .forEach((table, count) -> assertEquals(
                        count,
                        report.tables().stream()
                                .filter(line -> line.table().equals(table))
                                .mapToInt(line -> (int) line.selected())
                                .sum(),
                        () -> "selected rows of " + table + " in " + report.tables()));
        assertTrue(!report.hasOwnOrphans(), () -> "orphans of our own: " + report.verification());
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list)
                .stream()
                        .map(value -> value == null ? "NULL" : value.toString())
                        .toList();
    }
}
