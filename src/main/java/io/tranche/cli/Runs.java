package io.tranche.cli;

import io.tranche.report.SchemaDifferences;
import io.tranche.report.SchemaReport;
import io.tranche.report.SliceReport;
import io.tranche.report.SyncReport;
import io.tranche.report.VerifyReport;
import io.tranche.run.DiffRun;
import io.tranche.run.DifferenceOutput;
import io.tranche.run.PlanRun;
import io.tranche.run.SchemaRequest;
import io.tranche.run.SchemaRun;
import io.tranche.run.SignatureRequest;
import io.tranche.run.SignatureRun;
import io.tranche.run.SliceRequest;
import io.tranche.run.SliceRun;
import io.tranche.run.Surroundings;
import io.tranche.run.SyncRequest;
import io.tranche.run.SyncRun;
import io.tranche.run.VerifyRequest;
import io.tranche.run.VerifyRun;
import io.tranche.run.WatchRequest;
import io.tranche.run.WatchRun;
import java.util.List;

/** What the verbs start. */
interface Runs {
    Runs REAL = new Runs() {};

    default SliceReport slice(SliceRequest request, Surroundings surroundings) {
        return new SliceRun(request, surroundings).run();
    }

    default List<String> plan(SliceRequest request, Surroundings surroundings) {
        return new PlanRun(request, surroundings).run();
    }

    default VerifyReport verify(VerifyRequest request, Surroundings surroundings) {
        return new VerifyRun(request, surroundings).run();
    }

    default SchemaReport schema(SchemaRequest request, Surroundings surroundings) {
        return new SchemaRun(request, surroundings).run();
    }

    default List<String> schemaStatements(SchemaRequest request, Surroundings surroundings) {
        return new SchemaRun(request, surroundings).rehearse();
    }

    default SchemaDifferences schemaDifferences(SchemaRequest request, Surroundings surroundings) {
        return new SchemaRun(request, surroundings).compare();
    }

    default SyncReport diff(SyncRequest request, DifferenceOutput rows, Surroundings surroundings) {
        return new DiffRun(request, surroundings).run(rows);
    }

    default SyncReport rehearse(SyncRequest request, Surroundings surroundings) {
        return new DiffRun(request, surroundings).rehearse();
    }

    default SyncReport sync(SyncRequest request, Surroundings surroundings) {
        return new SyncRun(request, surroundings).run();
    }

    default void watch(WatchRequest request, Surroundings surroundings) {
        new WatchRun(request, surroundings).run();
    }

    default List<String> signature(SignatureRequest request, Surroundings surroundings) {
        return new SignatureRun(request, surroundings).run();
    }
}
