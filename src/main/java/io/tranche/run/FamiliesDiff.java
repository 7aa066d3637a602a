package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.NamePairs;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.SyncStrategy;
import io.tranche.config.TableRule;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Dialect.ReferenceChecks;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.SqlFailure;
import io.tranche.diff.CanonicalPairing;
import io.tranche.diff.CanonicalPairing.End;
import io.tranche.diff.Side;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import io.tranche.report.SyncReport;
import io.tranche.sync.CanonicalStrategy;
import io.tranche.sync.FoundTable;
import io.tranche.sync.SkipStrategy;
import io.tranche.sync.Strategy;
import io.tranche.sync.SyncOptions;
import io.tranche.sync.SyncRunner;
import io.tranche.sync.SyncTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code tranche diff} between two families of databases: values are compared by canonical texts, tables and columns are paired
 * by name. Structures are not compared, for two vendors describe nothing alike. Only reads, on both sides.
 */
final class FamiliesDiff {
    private final SyncRequest request;
    private final Setup setup;
    private final RetryCount listener;
    private final Phases phases;
    private final ScratchSpace scratch;
    private final Dialect ofSource;
    private final Dialect ofTarget;
    private final List<String> warnings = new ArrayList<>();

    FamiliesDiff(SyncRequest request, Setup setup, Listener listener, Phases phases) {
        this.request = request;
        this.setup = setup;
        this.listener = new RetryCount(listener);
        this.phases = phases;
        this.scratch = new ScratchSpace(setup.scratch(), listener);
        this.ofSource = Dialects.of(setup.source());
        this.ofTarget = Dialects.of(setup.target());
    }

    SyncReport run(DifferenceOutput rows) {
        rows.refuseTwoFamilies();
        request.method().ifPresent(method -> warnings.add("--method has no say between vendors: both sides are read."));
        try (scratch;
                Source source = Sources.open(setup, ofSource, listener);
                Source target = ofTarget.openSource(setup.target(), listener)) {
            return compare(source, target, rows);
        } catch (SqlFailure e) {
            throw new RunFailure(
                    "The comparison failed: " + RunFailure.sentence(e.getMessage()) + " Nothing was changed.", e);
        }
    }

    private SyncReport compare(Source source, Source target, DifferenceOutput rows) {
        Catalog catalog = phases.in(Phase.CATALOG, source::catalog);
        Catalog targetCatalog = target.catalog();
        SyncStructure.check(catalog, targetCatalog, request.tables());
        Map<String, TableName> ours = tables(catalog);
        Map<String, TableName> theirs = tables(targetCatalog);
        NamePairs names = NamePairs.of(ours.keySet(), theirs.keySet());
        List<SyncTable> pairs = names.target().entrySet().stream()
                .map(pair -> pair(
                        catalog,
                        catalog.table(ours.get(pair.getKey())),
                        targetCatalog.table(theirs.get(pair.getValue()))))
                .toList();
        warn(names, pairs);
        List<TableName> missing = ours.keySet().stream()
                .filter(name -> !names.target().containsKey(name))
                .map(ours::get)
                .toList();
        List<String> extra = theirs.keySet().stream()
                .filter(name -> names.source(name).isEmpty())
                .toList();
        Snapshots snapshots = new Snapshots(setup.workers());
        try (Snapshot snapshot = snapshots.ofSources(source, pairs);
                Snapshot targetSnapshot = snapshots.ofTargets(target, pairs)) {
            Side left = new Side(setup.source().name(), catalog, snapshot);
            Side right = new Side(setup.target().name(), targetCatalog, targetSnapshot);
            List<FoundTable> found = phases.in(Phase.COMPARE, () -> runner().find(pairs, left, right));
            try {
                rows.tell(new DifferenceOutput.Found(
                        found, ofTarget, left, right, target.definitions(), DifferenceOutput.Keys.CANONICAL));
                return report(found, missing, extra, catalog, snapshot);
            } finally {
                found.forEach(table -> table.changes().close());
            }
        }
    }

    /** By the names that users write. */
    private Map<String, TableName> tables(Catalog catalog) {
        return SyncStructure.tables(catalog, request.tables()).stream()
                .collect(Collectors.toMap(
                        catalog::display, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private SyncTable pair(Catalog catalog, Table source, Table target) {
        CanonicalPairing pairing =
                CanonicalPairing.of(new End(ofSource, source), new End(ofTarget, target), masked(catalog, source));
        return new SyncTable(pairing.plain(), catalog.display(source.name()), strategy(catalog, pairing));
    }

    private Strategy strategy(Catalog catalog, CanonicalPairing pairing) {
        SyncStrategy wanted =
                setup.rules().sync().rule(catalog, pairing.source().name()).strategy();
        return wanted instanceof SyncStrategy.Skip ? new SkipStrategy() : new CanonicalStrategy(pairing);
    }

    private Set<Column> masked(Catalog catalog, Table table) {
        Set<Column> masked = new HashSet<>();
        for (TableRule rule : setup.rules().tables().values()) {
            if (catalog.find(rule.table()).equals(Optional.of(table))) {
                rule.mask().keySet().forEach(name -> table.column(name).ifPresent(masked::add));
            }
        }
        return masked;
    }

    private void warn(NamePairs names, List<SyncTable> pairs) {
        if (!names.ambiguous().isEmpty()) {
            warnings.add("Several tables have one name but for its case, and were not compared: "
                    + String.join(", ", names.ambiguous()) + ".");
        }
        pairs.forEach(table -> table.pairing()
                .leftOut()
                .forEach(column -> warnings.add(
                        table.display() + "." + column.column() + " was not compared: " + column.reason())));
    }

    private SyncRunner runner() {
        return new SyncRunner(
                ofTarget,
                SyncSettings.options(
                        setup.rules().sync(), SyncOptions.Purpose.COMPARISON, ReferenceChecks.OFF, scratch.scratch()),
                listener,
                setup.workers());
    }

    private SyncReport report(
            List<FoundTable> found, List<TableName> missing, List<String> extra, Catalog catalog, Snapshot snapshot) {
        List<SyncReport.Line> lines = new ArrayList<>(found.stream()
                .map(table -> SyncSettings.line(table.outcome(), 0))
                .toList());
        try (Reader reader = snapshot.reader()) {
            for (TableName table : missing) {
                String sql = "SELECT COUNT(*) FROM " + ofSource.from(catalog.table(table));
                long rows = Long.parseLong(reader.rows(sql).get(0).get(0));
                lines.add(new SyncReport.Line(
                        catalog.display(table), "canonical texts", 0, rows, 0, 0, 0, "", Optional.empty()));
            }
        }
        return new SyncReport(
                SyncReport.Sort.COMPARED,
                setup.source().name(),
                setup.target().name(),
                lines,
                missing.stream().map(catalog::display).toList(),
                extra,
                List.of(),
                warnings,
                listener.retries(),
                phases.milliseconds());
    }
}
