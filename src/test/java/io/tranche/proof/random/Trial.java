package io.tranche.proof.random;

import io.tranche.error.Failure;
import io.tranche.proof.model.Case;
import io.tranche.proof.site.Contents;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Databases.TargetTables;
import io.tranche.proof.site.SchemaYaml;
import io.tranche.proof.site.Slicing;
import io.tranche.report.SliceReport;
import io.tranche.run.SliceRequest;
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

    /** How a case is run follows from its seed, too. */
    Trial(Path folder, Databases databases, long seed) {
        Random random = new Random(~seed);
        this.folder = folder;
        this.databases = databases;
        this.targetTables = TargetTables.values()[random.nextInt(TargetTables.values().length)];
        this.workers = 1 + random.nextInt(3);
        this.repeats = random.nextInt(5) == 0;
    }

    /** What is wrong; empty if all is right. */
    List<String> faults(Case given) {
        try {
            databases.fill(given, targetTables);
        } catch (SQLException e) {
            throw new IllegalStateException("the generator made a case that the server does not take", e);
        }
        try {
            return run(given);
        } catch (Failure failure) {
            return List.of("refused or failed: " + failure.getMessage());
        } catch (SQLException | IOException | RuntimeException | AssertionError e) {
            return List.of(trace(e));
        }
    }

    private List<String> run(Case given) throws SQLException, IOException {
        Verdict verdict = new Verdict(given, new Contents(databases, given));
        SliceRequest.Flags flags = targetTables == TargetTables.NONE ? Slicing.COPY_SCHEMA : Slicing.PLAIN;
        List<String> faults = new ArrayList<>(verdict.faults(slice(given, flags)));
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
        Slicing.Outcome outcome =
                Slicing.of(folder, databases, flags).withWorkers(workers).run(SchemaYaml.of(given));
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
        return "target tables " + targetTables + ", workers " + workers;
    }
}
