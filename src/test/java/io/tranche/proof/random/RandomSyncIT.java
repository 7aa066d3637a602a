package io.tranche.proof.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tranche.config.SyncStrategy.Method;
import io.tranche.config.Vendor;
import io.tranche.progress.Listener;
import io.tranche.proof.model.Case;
import io.tranche.proof.model.Row;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.site.Contents;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Databases.TargetTables;
import io.tranche.proof.site.SchemaYaml;
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
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two random states of a random database: after a sync they are equal, and as many rows were written as differed.
 *
 * <p>{@code -Dtranche.random.syncs=n} runs n cases a server from {@code -Dtranche.random.seed=s} on.
 */
@Execution(ExecutionMode.CONCURRENT)
class RandomSyncIT {
    private static final int CASES = Integer.getInteger("tranche.random.syncs", 10);
    private static final long SEED = Long.getLong("tranche.random.seed", 1);

    @TempDir
    Path folder;

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void bothSidesAreEqualAndNoMoreWasWrittenThanDiffered(TestServer server) throws SQLException, IOException {
        Databases databases = new Databases(server, "random_sync_source", "random_sync_copy");
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            check(databases, RandomCase.of(seed, server.vendor()), new Random(seed), "seed " + seed);
        }
    }

    private void check(Databases databases, Case given, Random random, String name) throws SQLException, IOException {
        Case empty = given;
        for (TableShape table : given.tables()) {
            empty = empty.withRows(table.name(), List.<Row>of());
        }
        Case drifted = RandomRows.drifted(random, given, new RandomRows(random, empty).fill());
        databases.fill(
                given, random.nextBoolean() ? TargetTables.WITH_FOREIGN_KEYS : TargetTables.WITHOUT_FOREIGN_KEYS);
        databases.run(databases.target(), databases.sql().inserts(drifted));
        Files.writeString(folder.resolve("schema.yml"), SchemaYaml.of(given));
        Method method = Method.values()[random.nextInt(Method.values().length)];
        Contents contents = new Contents(databases, given.withReferences(reference -> false));

        Map<String, String> expected = new java.util.TreeMap<>();
        for (TableShape table : given.tables()) {
            expected.put(table.name(), differences(contents.expected(table), contents.found(table)));
        }
        SyncReport report = new SyncRun(request(databases, method), surroundings()).run();

        assertFalse(report.hasFailures(), () -> name + " by " + method + ": " + report);
        Map<String, String> written = new java.util.TreeMap<>();
        report.tables()
                .forEach(line -> written.put(
                        line.table(),
                        (line.missing() + line.changed()) + " stored, " + (line.extra() + line.changed()) + " gone"));
        assertEquals(expected, written, () -> name + " by " + method);
        for (TableShape table : given.tables()) {
            assertEquals(sorted(contents.expected(table)), sorted(contents.found(table)), name + " " + table.name());
        }
        SyncReport again = new DiffRun(request(databases, method), surroundings()).run(DifferenceOutput.NONE);
        assertFalse(again.hasDifferences(), () -> name + " by " + method + " again: " + again);
    }

    private static String differences(Map<Long, List<String>> source, Map<Long, List<String>> copy) {
        List<String> stored = sorted(source);
        List<String> gone = sorted(copy);
        for (String row : sorted(copy)) {
            if (stored.remove(row)) {
                gone.remove(row);
            }
        }
        return stored.size() + " stored, " + gone.size() + " gone";
    }

    private static List<String> sorted(Map<Long, List<String>> rows) {
        List<String> all = new ArrayList<>();
        rows.values().forEach(all::addAll);
        all.sort(null);
        return all;
    }

    private static SyncRequest request(Databases databases, Method method) {
        return SyncRequests.of(
                databases.server().url(databases.source()),
                databases.server().url(databases.target()),
                OptionalInt.of(3),
                Optional.of(method),
                SyncRequest.Signature.OFF);
    }

    private Surroundings surroundings() {
        return new Surroundings(Map.of(), folder, Listener.NONE, (lines, question) -> Optional.empty());
    }
}
