package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Dialect.ReferenceChecks;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.SqlFailure;
import io.tranche.diff.Pairing;
import io.tranche.diff.Side;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import io.tranche.report.SyncReport;
import io.tranche.sync.FoundTable;
import io.tranche.sync.SyncOptions;
import io.tranche.sync.SyncRunner;
import io.tranche.sync.SyncTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code tranche diff}, and {@code tranche sync --dry-run}: what differs. Only reads, on both sides. */
public final class DiffRun {
    private final SyncRequest request;
    private final Listener listener;
    private final Phases phases;
    private final Setup setup;
    private final Dialect dialect;
    private final List<String> warnings = new ArrayList<>();

    public DiffRun(SyncRequest request, Surroundings surroundings) {
        this.request = request;
        this.listener = surroundings.listener();
        this.phases = new Phases(listener);
        this.setup = Setup.of(request, surroundings);
        this.dialect = Dialects.of(setup.source());
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
        return compare(DifferenceOutput.NONE);
    }

    private SyncReport compare(DifferenceOutput rows) {
        try (Source source = Sources.open(setup, dialect, listener);
                Source target = dialect.openSource(setup.target(), listener)) {
            Targets.refuseSame(source.identity(), target.identity(), setup);
            return compare(source, target, rows);
        } catch (SqlFailure e) {
            throw new RunFailure("The comparison failed: " + e.getMessage() + ". Nothing was changed.", e);
        }
    }

    private SyncReport compare(Source source, Source target, DifferenceOutput rows) {
        Catalog catalog = phases.in(Phase.CATALOG, source::catalog);
        Catalog targetCatalog = target.catalog();
        Optional<KeptSlice> slice = KeptSlice.of(setup.rules(), catalog, request.tables(), dialect, listener, warnings);
        try {
            return compare(source, target, catalog, targetCatalog, slice, rows);
        } finally {
            slice.ifPresent(KeptSlice::close);
        }
    }

    private SyncReport compare(
            Source source,
            Source target,
            Catalog catalog,
            Catalog targetCatalog,
            Optional<KeptSlice> slice,
            DifferenceOutput rows) {
        SyncStructure structure = SyncStructure.of(catalog, targetCatalog, request.tables());
        List<SyncTable> tables = tables(structure.common(), catalog, targetCatalog, slice);
        try (Snapshot snapshot = snapshot(source);
                Snapshot targetSnapshot = snapshot(target)) {
            Side left = new Side(setup.source().name(), catalog, snapshot);
            Side right = new Side(setup.target().name(), targetCatalog, targetSnapshot);
            List<FoundTable> found = phases.in(Phase.COMPARE, () -> {
                slice.ifPresent(kept -> kept.cut(snapshot, setup.workers()));
                return runner().find(tables, left, right);
            });
            try {
                rows.tell(new DifferenceOutput.Found(found, dialect, left, right));
                return report(found, structure, source, target, catalog, snapshot);
            } finally {
                found.forEach(table -> table.changes().close());
            }
        }
    }

    private Snapshot snapshot(Source source) {
        return source.snapshot(setup.workers(), Consistency.SNAPSHOT, Optional.empty());
    }

    private SyncRunner runner() {
        return new SyncRunner(
                dialect,
                SyncSettings.options(setup.rules().sync(), SyncOptions.Purpose.COMPARISON, ReferenceChecks.OFF),
                listener,
                setup.workers());
    }

    private List<SyncTable> tables(
            List<TableName> common, Catalog catalog, Catalog targetCatalog, Optional<KeptSlice> slice) {
        Strategies strategies = new Strategies(setup.rules().sync(), catalog, request.batch(), request.method());
        List<Pairing> pairs = new TablePairs(dialect, setup.rules(), catalog, targetCatalog, slice).of(common);
        return pairs.stream()
                .map(pair -> new SyncTable(
                        pair,
                        targetCatalog.display(pair.target().name()),
                        strategies.comparing(pair.source().name(), slice)))
                .toList();
    }

    private SyncReport report(
            List<FoundTable> found,
            SyncStructure structure,
            Source source,
            Source target,
            Catalog catalog,
            Snapshot snapshot) {
        List<SyncReport.Line> lines = new ArrayList<>(found.stream()
                .map(table -> SyncSettings.line(table.outcome(), 0))
                .toList());
        try (Reader reader = snapshot.reader()) {
            for (TableName table : structure.missing()) {
                String sql = "SELECT COUNT(*) FROM " + dialect.from(catalog.table(table));
                long rows = Long.parseLong(reader.rows(sql).get(0).get(0));
                lines.add(new SyncReport.Line(catalog.display(table), "checksum", 0, rows, 0, 0, 0, Optional.empty()));
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
                phases.milliseconds());
    }
}
