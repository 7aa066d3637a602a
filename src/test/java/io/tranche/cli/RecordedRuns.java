package io.tranche.cli;

import io.tranche.report.RetryCounts;
import io.tranche.report.SchemaDifferences;
import io.tranche.report.SchemaReport;
import io.tranche.report.SliceReport;
import io.tranche.report.SliceReport.OrphanLine;
import io.tranche.report.SliceReport.TableLine;
import io.tranche.report.SyncReport;
import io.tranche.report.VerifyReport;
import io.tranche.run.DifferenceOutput;
import io.tranche.run.SchemaRequest;
import io.tranche.run.SliceRequest;
import io.tranche.run.Surroundings;
import io.tranche.run.SyncRequest;
import io.tranche.run.VerifyRequest;
import io.tranche.run.WatchRequest;
import io.tranche.schema.Difference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps what was asked, does what it was told to, and answers with a small report. */
final class RecordedRuns implements Runs {
    SliceRequest sliced;
    SliceRequest planned;
    VerifyRequest verified;
    SyncRequest compared;
    SchemaRequest schemaRequest;
    List<String> refused = List.of();
    List<Difference> differences = List.of();
    Surroundings surroundings;
    Consumer<Surroundings> during = given -> {};
    long ownOrphans;

    @Override
    public SliceReport slice(SliceRequest request, Surroundings given) {
        sliced = request;
        enter(given);
        return new SliceReport(
                "prod",
                "dev",
                "snapshot",
                List.of(new TableLine("orders", "full", 12, 3, 1)),
                List.of(),
                orphans(),
                List.of(),
                RetryCounts.NONE,
                100);
    }

    @Override
    public List<String> plan(SliceRequest request, Surroundings given) {
        planned = request;
        enter(given);
        return List.of("1. orders: full", "2. customers: upon request");
    }

    @Override
    public VerifyReport verify(VerifyRequest request, Surroundings given) {
        verified = request;
        enter(given);
        return new VerifyReport("dev", Optional.empty(), orphans(), List.of(), List.of(), 100);
    }

    @Override
    public SchemaReport schema(SchemaRequest request, Surroundings given) {
        schemaRequest = request;
        enter(given);
        return new SchemaReport("prod", "dev", Map.of("table", 2L), List.of(), refused, 100);
    }

    @Override
    public List<String> schemaStatements(SchemaRequest request, Surroundings given) {
        return List.of("CREATE TABLE a");
    }

    @Override
    public SchemaDifferences schemaDifferences(SchemaRequest request, Surroundings given) {
        return new SchemaDifferences("prod", "dev", differences, List.of());
    }

    @Override
    public SyncReport diff(SyncRequest request, DifferenceOutput rows, Surroundings given) {
        compared = request;
        return synced();
    }

    @Override
    public SyncReport sync(SyncRequest request, Surroundings given) {
        compared = request;
        return synced();
    }

    @Override
    public void watch(WatchRequest request, Surroundings given) {
        compared = request.sync();
    }

    private static SyncReport synced() {
        return new SyncReport(
                SyncReport.Sort.COMPARED, "prod", "dev", List.of(), List.of(), List.of(), List.of(), List.of(), 0, 100);
    }

    private void enter(Surroundings given) {
        surroundings = given;
        during.accept(given);
    }

    private List<OrphanLine> orphans() {
        return List.of(new OrphanLine("orders(customer_id) → customers(id)", ownOrphans, ownOrphans, false));
    }
}
