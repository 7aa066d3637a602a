package io.tranche.proof.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.proof.samples.Sample.ForeignKey;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.PlainRows;
import io.tranche.proof.site.Slicing;
import io.tranche.proof.site.Sql;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Slices sample databases by random rules; what came out is judged by SQL. */
class SamplesIT {
    private static final List<String> NAMES = List.of("sakila", "pagila", "chinook", "northwind", "employee_10pct");
    private static final List<Vendor> VENDORS = List.of(Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL);
    private static final int SEEDS = Integer.getInteger("tranche.samples.seeds", 1);
    private static final String TARGET = "sample_target";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> slicesOfSamplesAreCompleteMinimalAndFaithful() {
        return NAMES.stream().filter(SamplesIT::isThere).flatMap(name -> Servers.each(VENDORS.toArray(Vendor[]::new))
                .filter(server -> Sample.isThere(name, server.vendor()))
                .map(server -> DynamicTest.dynamicTest(name + " on " + server, () -> slice(server, name))));
    }

    private static boolean isThere(String name) {
        if (VENDORS.stream().noneMatch(vendor -> Sample.isThere(name, vendor))) {
            System.err.println("\n##### SKIPPED: the sample database " + name + " is not in ../shared/data\n");
            return false;
        }
        return true;
    }

    private void slice(TestServer server, String name) throws SQLException, IOException {
        Sample sample = Sample.load(server, name);
        Databases databases = new Databases(server, name, TARGET);
        for (long seed = 1; seed <= SEEDS; seed++) {
            SampleRules rules = SampleRules.random(sample, databases.sql(), seed);
            server.createDatabase(TARGET);
            Slicing.of(folder, databases, Slicing.COPY_SCHEMA).run(rules.yaml()).success();
            check(server, sample, rules, "seed " + seed + " with\n" + rules.yaml());
        }
    }

    private static void check(TestServer server, Sample sample, SampleRules rules, String which) throws SQLException {
        if (server.vendor() == Vendor.POSTGRESQL) {
            for (String table : sample.keys().keySet()) {
                compareRows(server, sample, rules, table, which);
            }
            new SlicedSample(new PlainRows(server), Sql.of(server.vendor()), sample, TARGET, rules, which).check();
            return;
        }
        for (ForeignKey key : sample.foreignKeys()) {
            assertEquals("0", server.value(TARGET, ownOrphans(sample, key)), which + ": orphans of " + key);
        }
        for (String table : sample.keys().keySet()) {
            compareRows(server, sample, rules, table, which);
            assertEquals(
                    "0",
                    server.value(TARGET, unasked(sample, rules, table)),
                    which + ": rows of " + table + " that no rule and no reference asks for");
        }
    }

    /** Orphans of the target whose parent the source has. */
    private static String ownOrphans(Sample sample, ForeignKey key) {
        return """
                SELECT COUNT(*) FROM `%s`.`%s` c
                JOIN `%s`.`%s` s ON %s
                WHERE NOT EXISTS (SELECT 1 FROM `%s`.`%s` p WHERE %s)"""
                .formatted(
                        TARGET,
                        key.child(),
                        sample.database(),
                        key.parent(),
                        pairs(key, "c", "s"),
                        TARGET,
                        key.parent(),
                        pairs(key, "c", "p"));
    }

    private static String unasked(Sample sample, SampleRules rules, String table) {
        String referred = sample.foreignKeys().stream()
                .filter(key -> key.parent().equals(table))
                .map(key -> "EXISTS (SELECT 1 FROM `%s`.`%s` c WHERE %s)"
                        .formatted(TARGET, key.child(), pairs(key, "c", "t")))
                .collect(Collectors.joining(" OR "));
        return "SELECT COUNT(*) FROM `%s`.`%s` t WHERE NOT (%s) AND NOT (%s)"
                .formatted(
                        TARGET,
                        table,
                        "COALESCE(" + rules.selected(sample.database(), table) + ", 0)",
                        referred.isEmpty() ? "1 = 0" : referred);
    }

    private static String pairs(ForeignKey key, String child, String parent) {
        StringBuilder pairs = new StringBuilder("1 = 1");
        for (int position = 0; position < key.childColumns().size(); position++) {
            pairs.append(" AND %s.`%s` = %s.`%s`"
                    .formatted(
                            child,
                            key.childColumns().get(position),
                            parent,
                            key.parentColumns().get(position)));
        }
        return pairs.toString();
    }

    /** Each row of the target is a row of the source, and each row that a rule selects is there. */
    private static void compareRows(TestServer server, Sample sample, SampleRules rules, String table, String which)
            throws SQLException {
        PlainRows rows = new PlainRows(server);
        Map<String, Integer> source = counted(rows.all(sample.database(), table));
        Map<String, Integer> target = counted(rows.all(TARGET, table));
        Map<String, Integer> selected = counted(rows.query(
                sample.database(),
                "SELECT * FROM " + Sql.of(server.vendor()).quote(table) + " WHERE "
                        + rules.selected(sample.database(), table)));
        target.forEach((row, count) -> assertTrue(
                count <= source.getOrDefault(row, 0), () -> which + ": " + table + " has a row unlike the source's"));
        selected.forEach((row, count) ->
                assertTrue(count <= target.getOrDefault(row, 0), () -> which + ": " + table + " lacks a selected row"));
    }

    private static Map<String, Integer> counted(List<String> rows) {
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }
}
