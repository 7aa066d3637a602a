package io.tranche.proof.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.site.Contents;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Databases.TargetTables;
import io.tranche.proof.site.SchemaYaml;
import io.tranche.proof.site.Slicing;
import io.tranche.report.SliceReport;
import io.tranche.run.SliceRequest;
import io.tranche.run.SliceRequest.Resume;
import io.tranche.testing.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A case whose source had other rows when a run began that was stopped: goes on with it, and compares with the oracle of now.
 * How far the run had come is drawn, too: some of its rows are not there.
 */
final class MovedTrial {
    private final Path folder;
    private final Databases databases;
    private final Random random;
    private final TargetTables targetTables;
    private final boolean inRedis;

    MovedTrial(Path folder, Databases databases, long seed) {
        this.folder = folder;
        this.databases = databases;
        this.random = new Random(seed);
        this.targetTables = TargetTables.values()[random.nextInt(TargetTables.values().length)];
        this.inRedis = random.nextInt(4) == 0;
    }

    /** What is wrong; empty if all is right. */
    List<String> faults(Case now) throws SQLException, IOException {
        Case past = RandomPast.of(random, now);
        databases.fill(past, targetTables);
        slice(now, Resume.NONE);
        lose(past);
        move(now);
        SliceReport report = slice(now, Resume.CONTINUE);
        return new ArrayList<>(new Verdict(now, new Contents(databases, now)).faults(report));
    }

    /** A run is stopped at any point: of each table some rows are not there yet. */
    private void lose(Case given) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (TableShape table : given.tables()) {
            int share = random.nextInt(3);
            if (share > 0) {
                statements.add("DELETE FROM " + databases.sql().quote(table.name()) + " WHERE row_no % 4 < " + share);
            }
        }
        databases.run(databases.target(), statements);
    }

    private void move(Case now) throws SQLException {
        Stream<String> gone = now.tables().stream()
                .map(table -> "DELETE FROM " + databases.sql().quote(table.name()));
        databases.run(
                databases.source(),
                Stream.concat(gone, databases.sql().inserts(now).stream()).toList());
    }

    private SliceReport slice(Case given, Resume resume) throws IOException {
        boolean copySchema = targetTables == TargetTables.NONE;
        Slicing slicing = Slicing.of(
                folder,
                databases,
                new SliceRequest.Flags(copySchema, false, false, resume, false, resume == Resume.NONE, false));
        if (inRedis && EmbeddedRedis.sharedPort().isPresent()) {
            slicing = slicing.withRedis(EmbeddedRedis.sharedPort().getAsInt());
        }
        Slicing.Outcome outcome = slicing.run(SchemaYaml.of(given));
        if (outcome.failure().isPresent()) {
            throw outcome.failure().get();
        }
        if (resume == Resume.CONTINUE) {
            assertTrue(outcome.notices().stream().anyMatch(notice -> notice.contains("brought to this moment")));
        }
        return outcome.success();
    }

    @Override
    public String toString() {
        return "target tables " + targetTables + ", keys in Redis " + inRedis;
    }
}
