package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Reference;
import io.tranche.catalog.ReferenceGraph;
import io.tranche.catalog.TableName;
import io.tranche.config.SyncStrategy;
import io.tranche.copy.Tally;
import io.tranche.dialect.Definer;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Dialect.ReferenceChecks;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.diff.Pairing;
import io.tranche.diff.Side;
import io.tranche.error.Problems;
import io.tranche.error.RunFailure;
import io.tranche.ledger.Ledger;
import io.tranche.progress.Phase;
import io.tranche.report.SyncReport;
import io.tranche.schema.SchemaCopier;
import io.tranche.sync.Counts;
import io.tranche.sync.FoundTable;
import io.tranche.sync.Signatures.Positions;
import io.tranche.sync.SyncOptions;
import io.tranche.sync.SyncRunner;
import io.tranche.sync.SyncTable;
import io.tranche.sync.TableOutcome;
import io.tranche.sync.Watermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code tranche sync}: config ─► catalogs ─► structure ─► compare ─► repair ─► verify ─► report. */
public final class SyncRun {
    private final SyncRequest request;
    private final RetryCount listener;
    private final Tally tally = new Tally();
    private final Phases phases;
    private final Setup setup;
    private final Snapshots snapshots;
    private final Dialect dialect;
    private final ScratchSpace scratch;
    private final List<String> warnings = new ArrayList<>();
    private SyncMemory memory;

    public SyncRun(SyncRequest request, Surroundings surroundings) {
        this.request = request;
        this.listener = new RetryCount(surroundings.listener());
        this.phases = new Phases(listener);
        this.setup = Setup.of(request, surroundings);
        this.snapshots = new Snapshots(setup.workers());
        this.dialect = Dialects.ofSync(setup.source(), setup.target());
        this.scratch = new ScratchSpace(setup.scratch(), listener);
    }

    /** @throws io.tranche.error.Failure for the user; what single tables failed of is in the report */
    public SyncReport run() {
        try (scratch;
                Source source = Sources.open(setup, dialect, listener);
                Target target = dialect.openTarget(setup.target(), listener);
                Source reading = dialect.openSource(setup.target(), listener)) {
            Targets.refuseSame(source, target, setup);
            try (Control control = Control.of(target, setup.target().name(), listener, tally)) {
                return sync(source, target, reading, control);
            }
        } catch (SqlFailure e) {
            throw new RunFailure(
                    "The sync failed: " + RunFailure.sentence(e.getMessage())
                            + " What was committed stays; run it again.",
                    e);
        }
    }

    /** Positions of both servers at which they are known to be in step; empty where that is not proven. */
    Optional<Positions> settled() {
        return memory == null ? Optional.empty() : memory.settled();
    }

    private SyncReport sync(Source source, Target target, Source reading, Control control) {
        TargetAtRest rest = new TargetAtRest(target, new Disturbances(target, new Ledger(target), listener), control);
        Catalog catalog = phases.in(Phase.CATALOG, source::catalog);
        Optional<KeptSlice> slice = KeptSlice.of(setup.rules(), catalog, request.tables(), dialect, listener, warnings);
        try {
            StrategyInputs inputs = StrategyInputs.of(
                    setup, dialect, source, Watermarks.of(target, source.identity()), slice, warnings);
            return rest.whole(() -> sync(source, target, reading, control, rest, catalog, inputs));
        } finally {
            slice.ifPresent(KeptSlice::close);
        }
    }

    private SyncReport sync(
            Source source,
            Target target,
            Source reading,
            Control control,
            TargetAtRest rest,
            Catalog catalog,
            StrategyInputs inputs) {
        Catalog catalogBefore = target.catalog();
        SyncStructure before = SyncStructure.of(catalog, catalogBefore, request.tables());
        refuseWhatCannotBeKeptInStep(before, catalog, catalogBefore, inputs);
        StructureRepair structure = new StructureRepair(
                source.definitions(), target.definitions(), setup.target().database(), listener);
        List<TableName> created = phases.in(Phase.SCHEMA, () -> repair(before, structure, target, rest));
        Catalog targetCatalog = target.catalog();
        SyncStructure now = SyncStructure.of(catalog, targetCatalog, request.tables());
        if (StrategyInputs.usesTimes(setup)) {
            control.run(session -> Watermarks.create(target, session));
        }
        Problems problems = new Problems();
        List<SyncTable> all = tables(now.common(), catalog, targetCatalog, inputs, problems);
        problems.refuseIfAny();
        memory = new SyncMemory(source, reading, target, setup, request.signature(), listener);
        List<SyncTable> tables = control.get(session -> memory.begin(session, all));
        if (tables.isEmpty()) {
            return report(
                    control.get(session -> memory.end(session, List.of(), List.of())),
                    Map.of(),
                    before,
                    now,
                    structure);
        }
        try (Snapshot snapshot = snapshots.ofSources(source, tables)) {
            memory.shownBy(snapshot);
            Side side = new Side(setup.source().name(), catalog, snapshot);
            List<FoundTable> found = phases.in(Phase.COMPARE, () -> {
                inputs.slice().ifPresent(kept -> kept.cut(snapshot, setup.workers()));
                return find(tables, side, reading, targetCatalog);
            });
            try {
                List<TableOutcome> repaired =
                        phases.in(Phase.REPAIR, () -> repair(found, rest, target, targetCatalog, snapshot));
                suggestPartitions(found, source, catalog);
                finish(created, repaired, structure, target, control);
                List<TableOutcome> checked = withCirclesChecked(repaired, found, reading, targetCatalog);
                List<TableOutcome> outcomes = control.get(session -> memory.end(session, found, checked));
                Map<TableName, Long> left = request.flags().contains(SyncRequest.Flag.VERIFY)
                        ? phases.in(Phase.VERIFY, () -> left(tables, side, reading, targetCatalog, inputs.slice()))
                        : Map.of();
                return report(outcomes, left, before, now, structure);
            } finally {
                found.forEach(table -> table.changes().close());
            }
        }
    }

    /** Tables that are missing or to be made anew come before any snapshot: it would not see them. */
    private List<TableName> repair(SyncStructure before, StructureRepair structure, Target target, TargetAtRest rest) {
        SchemaCopier copier = new SchemaCopier(target::definer, listener, setup.workers());
        List<TableName> wanted = new ArrayList<>(before.missing());
        if (request.flags().contains(SyncRequest.Flag.RECREATE)) {
            List<TableName> different = structure.different(before.common());
            OwnDependents own = OwnDependents.of(
                    structure.definitions(different),
                    target.dependencies(),
                    setup.target().name(),
                    "");
            own.tell(listener);
            rest.removeDependents(own.definitions());
            structure.drop(different, copier);
            wanted.addAll(different);
        }
        if (request.flags().contains(SyncRequest.Flag.DROP_EXTRA)
                && !before.extra().isEmpty()) {
            structure.drop(before.extra(), copier);
        }
        if (!wanted.isEmpty()) {
            structure.create(wanted, copier);
        }
        return wanted;
    }

    /** Before anything is written; a table that is to be created will be as it is in the source. */
    private void refuseWhatCannotBeKeptInStep(
            SyncStructure before, Catalog catalog, Catalog targetCatalog, StrategyInputs inputs) {
        Problems problems = new Problems();
        setup.rules().sync().check(catalog, problems);
        tables(before.common(), catalog, targetCatalog, inputs, problems);
        tables(before.missing(), catalog, catalog, inputs, problems);
        problems.refuseIfAny();
    }

    private List<SyncTable> tables(
            List<TableName> common, Catalog catalog, Catalog targetCatalog, StrategyInputs inputs, Problems problems) {
        Strategies strategies = new Strategies(setup.rules().sync(), catalog, request.batch(), request.method());
        List<Pairing> pairs = new TablePairs(dialect, setup.rules(), catalog, targetCatalog, inputs.slice()).of(common);
        return pairs.stream()
                .map(pair -> new SyncTable(
                        pair, targetCatalog.display(pair.target().name()), strategies.of(pair, inputs, problems)))
                .toList();
    }

    /** The target's snapshot ends here: nothing that is written needs to wait for it. */
    private List<FoundTable> find(List<SyncTable> tables, Side source, Source reading, Catalog targetCatalog) {
        try (Snapshot snapshot = snapshots.ofTargets(reading, tables)) {
            Side target = new Side(setup.target().name(), targetCatalog, snapshot);
            return runner().find(tables, source, target);
        }
    }

    private SyncRunner runner() {
        return new SyncRunner(
                dialect,
                SyncSettings.options(setup.rules().sync(), SyncOptions.Purpose.REPAIR, references(), scratch.scratch()),
                listener,
                setup.workers());
    }

    private ReferenceChecks references() {
        return request.flags().contains(SyncRequest.Flag.CHECK_REFERENCES) ? ReferenceChecks.ON : ReferenceChecks.OFF;
    }

    private List<TableOutcome> repair(
            List<FoundTable> found, TargetAtRest rest, Target target, Catalog targetCatalog, Snapshot snapshot) {
        List<TableName> written = found.stream()
                .filter(table -> table.changes().pending())
                .map(table -> table.table().name())
                .toList();
        if (written.isEmpty()) {
            return found.stream().map(FoundTable::outcome).toList();
        }
        ReferenceGraph references = new ReferenceGraph(targetCatalog.tables().keySet(), targetCatalog.references());
        return rest.writing(written, () -> runner().repair(found, references, target, snapshot));
    }

    private void suggestPartitions(List<FoundTable> found, Source source, Catalog catalog) {
        if (found.stream().allMatch(table -> rows(table) < PartitionAdvice.USUAL_THRESHOLD)) {
            return;
        }
        PartitionAdvice advice = new PartitionAdvice(catalog, source.indexes(), PartitionAdvice.USUAL_THRESHOLD);
        for (FoundTable table : found) {
            TableName name = table.table().pairing().source().name();
            SyncStrategy strategy = setup.rules().sync().rule(catalog, name).strategy();
            advice.of(name, strategy, rows(table)).ifPresent(listener::notice);
        }
    }

    /** Of the source, as they were counted. */
    private static long rows(FoundTable table) {
        Counts counts = table.changes().planned();
        return counts.equal() + counts.inserted() + counts.updated();
    }

    private List<TableOutcome> withCirclesChecked(
            List<TableOutcome> repaired, List<FoundTable> found, Source reading, Catalog targetCatalog) {
        CircleCheck circles = new CircleCheck(dialect, targetCatalog, listener);
        List<Reference> unchecked = references() == ReferenceChecks.ON ? circles.unchecked(found) : List.of();
        if (unchecked.isEmpty()) {
            return repaired;
        }
        try (Snapshot now = snapshots.ofTargets(reading, List.of())) {
            return circles.checked(repaired, unchecked, new Side(setup.target().name(), targetCatalog, now));
        }
    }

    private void finish(
            List<TableName> created,
            List<TableOutcome> outcomes,
            StructureRepair structure,
            Target target,
            Control control) {
        List<TableName> written = outcomes.stream()
                .filter(outcome -> outcome.counts().changes() > 0)
                .map(TableOutcome::table)
                .toList();
        if (!written.isEmpty()) {
            control.again(() -> target.advanceCounters(written));
            warnings.addAll(control.get(session -> target.refreshViews(written)));
        }
        if (!created.isEmpty()) {
            try (Definer definer = target.definer()) {
                structure.foreignKeys(created, definer);
            }
        }
    }

    /** What a second look finds, in rows. */
    private Map<TableName, Long> left(
            List<SyncTable> tables, Side source, Source reading, Catalog targetCatalog, Optional<KeptSlice> slice) {
        Strategies strategies =
                new Strategies(setup.rules().sync(), source.catalog(), request.batch(), request.method());
        List<SyncTable> compared = tables.stream()
                .map(table -> new SyncTable(
                        table.pairing(),
                        table.display(),
                        strategies.comparing(table.pairing().source().name(), slice)))
                .toList();
        List<FoundTable> found = find(compared, source, reading, targetCatalog);
        found.forEach(table -> {
            table.changes().close();
            table.failure()
                    .ifPresent(failure ->
                            warnings.add(table.table().display() + " was not verified: " + failure.getMessage()));
        });
        return found.stream().collect(Collectors.toMap(table -> table.table().name(), table -> table.changes()
                .planned()
                .changes()));
    }

    private SyncReport report(
            List<TableOutcome> outcomes,
            Map<TableName, Long> left,
            SyncStructure before,
            SyncStructure now,
            StructureRepair structure) {
        Function<TableName, String> display = TableName::toString;
        return new SyncReport(
                left.isEmpty() ? SyncReport.Sort.REPAIRED : SyncReport.Sort.VERIFIED,
                setup.source().name(),
                setup.target().name(),
                outcomes.stream()
                        .map(outcome -> SyncSettings.line(outcome, left.getOrDefault(outcome.table(), 0L)))
                        .toList(),
                before.missing().stream().map(display).toList(),
                now.extra().stream().map(display).toList(),
                SyncSettings.structure(structure, now.common()),
                warnings,
                listener.retries()
                        + Stream.of(Tally.Cause.values())
                                .mapToLong(tally::retries)
                                .sum(),
                phases.milliseconds());
    }
}
