package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.SyncStrategy;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Dialect.ReferenceChecks;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.diff.Pairing;
import io.tranche.diff.Side;
import io.tranche.error.Problems;
import io.tranche.error.RunFailure;
import io.tranche.progress.Phase;
import io.tranche.report.SyncReport;
import io.tranche.sync.FoundTable;
import io.tranche.sync.SyncOptions;
import io.tranche.sync.SyncRunner;
import io.tranche.sync.SyncTable;
import io.tranche.sync.Watermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code tranche diff}, and {@code tranche sync --dry-run}: what differs. Only reads, on both sides. */
public final class DiffRun {
    private final SyncRequest request;
    private final RetryCount listener;
    private final Phases phases;
    private final Setup setup;
    private final Dialect dialect;
    private final ScratchSpace scratch;
    private SyncOptions.Purpose purpose = SyncOptions.Purpose.COMPARISON;
    private final List<String> warnings = new ArrayList<>();

    public DiffRun(SyncRequest request, Surroundings surroundings) {
        this.request = request;
        this.listener = new RetryCount(surroundings.listener());
        this.phases = new Phases(listener);
        this.setup = Setup.of(request, surroundings);
        this.dialect = Dialects.of(setup.source());
        this.scratch = new ScratchSpace(setup.scratch(), listener);
    }

    /**
     * Compares.
     *
     * @param rows hears of what was found while both snapshots are open; for {@code --rows} and {@code --sql}
     * @throws io.tranche.error.Failure for the user; what single tables failed of is in the report
     */
    public SyncReport run(DifferenceOutput rows) {
        return Dialects.ofOneFamily(setup.source(), setup.target())
                ? compare(rows)
                : new FamiliesDiff(request, setup, listener, phases).run(rows);
    }

    /** Compares for a sync, which stays within a family. */
    public SyncReport rehearse() {
        Dialects.ofSync(setup.source(), setup.target());
        purpose = SyncOptions.Purpose.REHEARSAL;
        return compare(DifferenceOutput.NONE);
    }

    private SyncReport compare(DifferenceOutput rows) {
        try (scratch;
                Source source = Sources.open(setup, dialect, listener);
                Source target = dialect.openSource(setup.target(), listener)) {
            Targets.refuseSame(source.identity(), target.identity(), setup);
            return compare(source, target, rows);
        } catch (SqlFailure e) {
            throw new RunFailure(
                    "The comparison failed: " + RunFailure.sentence(e.getMessage()) + " Nothing was changed.", e);
        }
    }

    private SyncReport compare(Source source, Source target, DifferenceOutput rows) {
        Catalog catalog = phases.in(Phase.CATALOG, source::catalog);
        Catalog targetCatalog = target.catalog();
        Optional<KeptSlice> slice = KeptSlice.of(setup.rules(), catalog, request.tables(), dialect, listener, warnings);
        try {
            StrategyInputs inputs = StrategyInputs.of(setup, dialect, source, marks(source), slice, warnings);
            return compare(source, target, catalog, targetCatalog, inputs, rows);
        } finally {
            slice.ifPresent(KeptSlice::close);
        }
    }

    private SyncReport compare(
            Source source,
            Source target,
            Catalog catalog,
            Catalog targetCatalog,
            StrategyInputs inputs,
            DifferenceOutput rows) {
        SyncStructure structure = SyncStructure.of(catalog, targetCatalog, request.tables());
        List<SyncTable> tables = tables(structure.common(), catalog, targetCatalog, inputs);
        Snapshots snapshots = new Snapshots(setup.workers());
        try (Snapshot snapshot = snapshots.ofSources(source, tables);
                Snapshot targetSnapshot = snapshots.ofTargets(target, tables)) {
            Side left = new Side(setup.source().name(), catalog, snapshot);
            Side right = new Side(setup.target().name(), targetCatalog, targetSnapshot);
            List<FoundTable> found = phases.in(Phase.COMPARE, () -> {
                inputs.slice().ifPresent(kept -> kept.cut(snapshot, setup.workers()));
                return runner().find(tables, left, right);
            });
            try {
                rows.tell(new DifferenceOutput.Found(
                        found, dialect, left, right, target.definitions(), DifferenceOutput.Keys.OWN));
                return report(found, structure, source, target, catalog, snapshot, inputs);
            } finally {
                found.forEach(table -> table.changes().close());
            }
        }
    }

    private Watermarks marks(Source source) {
        if (!StrategyInputs.usesTimes(setup)) {
            return Watermarks.none();
        }
        try (Target target = dialect.openTarget(setup.target(), listener)) {
            return Watermarks.of(target, source.identity());
        }
    }

    /** A table that a sync would create. */
    private SyncReport.Line missing(Catalog catalog, Table table, Reader reader, StrategyInputs inputs) {
        SyncStrategy strategy = setup.rules().sync().rule(catalog, table.name()).strategy();
        long rows =
                switch (Filling.of(strategy)) {
                    case ALL ->
                        Long.parseLong(reader.rows("SELECT COUNT(*) FROM " + dialect.from(table))
                                .get(0)
                                .get(0));
                    case SLICE -> inputs.slice().orElseThrow().rows(table.name());
                    case NONE -> 0;
                };
        return new SyncReport.Line(
                catalog.display(table.name()), strategy.word(), 0, rows, 0, 0, 0, "", Optional.empty());
    }

    /** What a new table is filled with. */
    private enum Filling {
        ALL,
        SLICE,
        NONE;

        static Filling of(SyncStrategy strategy) {
            if (strategy instanceof SyncStrategy.Skip || strategy instanceof SyncStrategy.Command) {
                return NONE;
            }
            return strategy instanceof SyncStrategy.Slice ? SLICE : ALL;
        }
    }

    private SyncRunner runner() {
        return new SyncRunner(
                dialect,
                SyncSettings.options(setup.rules().sync(), purpose, ReferenceChecks.OFF, scratch.scratch()),
                listener,
                setup.workers());
    }

    private List<SyncTable> tables(
            List<TableName> common, Catalog catalog, Catalog targetCatalog, StrategyInputs inputs) {
        Strategies strategies = new Strategies(setup.rules().sync(), catalog, request.batch(), request.method());
        List<Pairing> pairs = new TablePairs(dialect, setup.rules(), catalog, targetCatalog, inputs.slice()).of(common);
        Problems problems = new Problems();
        List<SyncTable> tables = pairs.stream()
                .map(pair -> new SyncTable(
                        pair, targetCatalog.display(pair.target().name()), strategies.of(pair, inputs, problems)))
                .toList();
        problems.refuseIfAny();
        return tables;
    }

    private SyncReport report(
            List<FoundTable> found,
            SyncStructure structure,
            Source source,
            Source target,
            Catalog catalog,
            Snapshot snapshot,
            StrategyInputs inputs) {
        List<SyncReport.Line> lines = new ArrayList<>(found.stream()
                .map(table -> SyncSettings.line(table.outcome(), 0))
                .toList());
        try (Reader reader = snapshot.reader()) {
            for (TableName table : structure.missing()) {
                lines.add(missing(catalog, catalog.table(table), reader, inputs));
            }
        }
        found.forEach(table -> table.table()
                .pairing()
                .leftOut()
                .forEach(column -> warnings.add(
                        table.table().display() + "." + column.column() + " was not compared: " + column.reason())));
        StructureRepair repair = new StructureRepair(
                source.definitions(), target.definitions(), setup.target().database(), listener);
        return new SyncReport(
                SyncReport.Sort.COMPARED,
                setup.source().name(),
                setup.target().name(),
                lines,
                structure.missing().stream().map(catalog::display).toList(),
                structure.extra().stream().map(TableName::toString).toList(),
                SyncSettings.structure(repair, structure.common()),
                warnings,
                listener.retries(),
                phases.milliseconds());
    }
}
