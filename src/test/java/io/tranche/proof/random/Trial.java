package io.tranche.proof.random;

import io.tranche.error.Failure;
import io.tranche.proof.model.Case;
import io.tranche.proof.site.Contents;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Databases.TargetTables;
import io.tranche.proof.site.SchemaYaml;
import io.tranche.proof.site.Slicing;
import io.tranche.proof.site.Sql;
import io.tranche.report.SliceReport;
import io.tranche.run.SliceRequest;
import io.tranche.testing.EmbeddedRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One case on a server: fill, slice, compare; now and then slice again and compare with the first time. */
final class Trial {
    private final Path folder;
    private final Databases databases;
    private final TargetTables targetTables;
    private final int workers;
    private final boolean repeats;
    private final Keys keys;
    private final Loading loading;
    private final SliceRequest.Flags firstFlags;

    /** Where a run's keys are. */
    private enum Keys {
        IN_PROCESS,
        IN_REDIS
    }

    /** How rows get into a target that leaves the choice. */
    private enum Loading {
        BULK,
        INSERT
    }

    /** How a case is run follows from its seed, too. */
    Trial(Path folder, Databases databases, long seed) {
        Random random = new Random(~seed);
        this.folder = folder;
        this.databases = databases;
        this.targetTables = TargetTables.values()[random.nextInt(TargetTables.values().length)];
        this.workers = 1 + random.nextInt(3);
        this.repeats = random.nextInt(5) == 0;
        this.keys = random.nextInt(3) == 0 ? Keys.IN_REDIS : Keys.IN_PROCESS;
        this.loading = random.nextInt(4) == 0 ? Loading.INSERT : Loading.BULK;
        boolean foreignKeys = random.nextInt(3) == 0;
        boolean copySchema = targetTables == TargetTables.NONE;
        this.firstFlags = new SliceRequest.Flags(
                copySchema, copySchema && foreignKeys, false, SliceRequest.Resume.NONE, false, false, false);
    }

    /** What is wrong; empty if all is right. */
    List<String> faults(Case given) {
        try {
            databases.fill(given, targetTables);
        } catch (SQLException e) {
            throw new IllegalStateException("the generator made a case that the server does not take", e);
        }
        try {
            return databases.sql().bulkLoading().isPresent() && loading == Loading.INSERT
                    ? withoutBulkLoading(databases.sql().bulkLoading().get(), given)
                    : run(given);
        } catch (Failure failure) {
            return List.of("refused or failed: " + failure.getMessage());
        } catch (SQLException | IOException | RuntimeException | AssertionError e) {
            return List.of(trace(e));
        }
    }

    private List<String> withoutBulkLoading(Sql.Switch bulkLoading, Case given) throws SQLException, IOException {
        databases.server().execute("", bulkLoading.off());
        try {
            return run(given);
        } finally {
            databases.server().execute("", bulkLoading.on());
        }
    }

    private List<String> run(Case given) throws SQLException, IOException {
        Verdict verdict = new Verdict(given, new Contents(databases, given));
        List<String> faults = new ArrayList<>(verdict.faults(slice(given, firstFlags)));
        if (faults.isEmpty() && repeats) {
            var first = verdict.found();
            slice(given, Slicing.OVERWRITE);
            if (!first.equals(verdict.found())) {
                faults.add("a second run gave other rows");
            }
        }
        return faults;
    }

    private SliceReport slice(Case given, SliceRequest.Flags flags) throws IOException {
        Slicing slicing = Slicing.of(folder, databases, flags).withWorkers(workers);
        if (keys == Keys.IN_REDIS && EmbeddedRedis.sharedPort().isPresent()) {
            slicing = slicing.withRedis(EmbeddedRedis.sharedPort().getAsInt());
        }
        Slicing.Outcome outcome = slicing.run(SchemaYaml.of(given));
        if (outcome.failure().isPresent()) {
            throw outcome.failure().get();
        }
        return outcome.success();
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Override
    public String toString() {
        return "target tables " + targetTables + ", foreign keys " + firstFlags.foreignKeys() + ", workers " + workers
                + ", keys " + keys + ", loading " + loading;
    }
}
