package io.tranche.proof.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tranche.config.Vendor;
import io.tranche.progress.Listener;
import io.tranche.proof.model.Case;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.site.Contents;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Databases.TargetTables;
import io.tranche.proof.site.SchemaYaml;
import io.tranche.proof.site.Slicing;
import io.tranche.report.SyncReport;
import io.tranche.run.DiffRun;
import io.tranche.run.DifferenceOutput;
import io.tranche.run.Surroundings;
import io.tranche.run.SyncRequest;
import io.tranche.run.SyncRun;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.SyncRequests;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Random databases of which a slice is kept: the source moves, and after a sync by the strategy {@code slice} the target holds
 * what the oracle says of a slice made now, for which no more rows were written than differed.
 *
 * <p>{@code -Dtranche.random.slices=n} runs n cases a server, from {@code -Dtranche.random.seed=s} on.
 */
@Execution(ExecutionMode.CONCURRENT)
class RandomKeptSliceIT {
    private static final int CASES = Integer.getInteger("tranche.random.slices", 5);
    private static final long SEED = Long.getLong("tranche.random.seed", 1);

    @TempDir
    Path folder;

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void afterASyncTheTargetIsAFreshSlice(TestServer server) throws SQLException, IOException {
        Databases databases = new Databases(server, "kept_source", "kept_slice");
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            check(databases, RandomCase.of(seed, server.vendor()), new Random(seed), "seed " + seed);
        }
    }

    private void check(Databases databases, Case now, Random random, String name) throws SQLException, IOException {
        Case past = RandomPast.of(random, now);
        databases.fill(past, random.nextBoolean() ? TargetTables.WITH_FOREIGN_KEYS : TargetTables.WITHOUT_FOREIGN_KEYS);
        if (random.nextInt(4) > 0) {
            slice(databases, past);
        } else {
            databases.run(databases.target(), databases.sql().inserts(past));
        }
        move(databases, now);
        Files.writeString(folder.resolve("schema.yml"), SchemaYaml.of(now) + "\nsync: {default: slice}\n");
        Contents contents = new Contents(databases, now);
        Map<String, List<String>> before = rows(contents, now);

        SyncReport planned = new DiffRun(request(databases), surroundings()).run(DifferenceOutput.NONE);
        SyncReport report = new SyncRun(request(databases), surroundings()).run();

        assertFalse(report.hasFailures(), () -> name + ": " + report);
        assertEquals(List.of(), new Verdict(now, contents).faults(), name);
        Map<String, String> expected = new TreeMap<>();
        Map<String, List<String>> after = rows(contents, now);
        before.forEach((table, rows) -> expected.put(table, differences(after.get(table), rows)));
        assertEquals(expected, changes(report), name);
        assertEquals(changes(planned), changes(report), name);
        SyncReport again = new DiffRun(request(databases), surroundings()).run(DifferenceOutput.NONE);
        assertFalse(again.hasDifferences(), () -> name + " again: " + again);
    }

    private void slice(Databases databases, Case past) throws IOException {
        Slicing.Outcome outcome =
                Slicing.of(folder, databases, Slicing.OVERWRITE).run(SchemaYaml.of(past));
        if (outcome.failure().isPresent()) {
            throw outcome.failure().get();
        }
    }

    private static void move(Databases databases, Case now) throws SQLException {
        Stream<String> gone = now.tables().stream()
                .map(table -> "DELETE FROM " + databases.sql().quote(table.name()));
        databases.run(
                databases.source(),
                Stream.concat(gone, databases.sql().inserts(now).stream()).toList());
    }

    private static Map<String, List<String>> rows(Contents contents, Case given) throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        for (TableShape table : given.tables()) {
            List<String> rows = new ArrayList<>();
            contents.found(table).values().forEach(rows::addAll);
            all.put(table.name(), rows);
        }
        return all;
    }

    private static String differences(List<String> wanted, List<String> found) {
        List<String> stored = new ArrayList<>(wanted);
        List<String> gone = new ArrayList<>();
        for (String row : found) {
            if (!stored.remove(row)) {
                gone.add(row);
            }
        }
        return stored.size() + " stored, " + gone.size() + " gone";
    }

    private static Map<String, String> changes(SyncReport report) {
        Map<String, String> changes = new TreeMap<>();
        report.tables()
                .forEach(line -> changes.put(
                        line.table(),
                        (line.missing() + line.changed()) + " stored, " + (line.extra() + line.changed()) + " gone"));
        return changes;
    }

    private static SyncRequest request(Databases databases) {
        return SyncRequests.of(
                databases.server().url(databases.source()), databases.server().url(databases.target()));
    }

    private Surroundings surroundings() {
        return new Surroundings(Map.of(), folder, Listener.NONE, (lines, question) -> Optional.empty());
    }
}
