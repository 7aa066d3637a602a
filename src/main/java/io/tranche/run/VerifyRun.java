package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.ReferenceRule.Treatment;
import io.tranche.config.SchemaRules;
import io.tranche.config.TableRule;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.Source;
import io.tranche.diff.LeftOut;
import io.tranche.diff.Side;
import io.tranche.plan.References;
import io.tranche.plan.Treated;
import io.tranche.progress.Phase;
import io.tranche.report.VerifyReport;
import io.tranche.verify.ComparedTable;
import io.tranche.verify.Comparison;
import io.tranche.verify.ReferenceCheck;
import io.tranche.verify.RowComparison;
import io.tranche.verify.TableComparison;
import io.tranche.verify.Verification;
import io.tranche.verify.Verifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code tranche verify}: proves by SQL that a slice is whole and, with its source at hand, that its rows are the source's. */
public final class VerifyRun {
    private static final int EXAMPLES = 3;

    private final VerifyRequest request;
    private final Surroundings surroundings;
    private final Phases phases;
    private final List<String> warnings = new ArrayList<>();

    public VerifyRun(VerifyRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
        this.phases = new Phases(surroundings.listener());
    }

    /** @throws io.tranche.error.Failure for the user */
    public VerifyReport run() {
        Setup setup = Setup.of(request, surroundings);
        Dialect dialect =
                setup.read().isEmpty() ? Dialects.of(setup.target()) : Dialects.of(setup.source(), setup.target());
        try (Source target = dialect.openSource(setup.target(), surroundings.listener());
                Snapshot targetSnapshot = target.snapshot(setup.workers(), Consistency.SNAPSHOT, Optional.empty())) {
            Side targetSide = new Side(setup.target().name(), target.catalog(), targetSnapshot);
            if (setup.read().isEmpty()) {
                return verify(setup, dialect, targetSide, Optional.empty());
            }
            try (Source source = Sources.open(setup, dialect, surroundings.listener())) {
                return verify(setup, dialect, targetSide, source);
            }
        }
    }

    /** The source's structure must stay as it is, too: an emptied table would look as if the target had too much. */
    private VerifyReport verify(Setup setup, Dialect dialect, Side target, Source source) {
        Catalog catalog = source.catalog();
        List<TableName> tables = catalog.tables().values().stream()
                .filter(table -> table.kind() == Table.Kind.BASE && isAskedFor(table.name(), catalog))
                .map(Table::name)
                .toList();
        SnapshotWish wish = SnapshotWish.of(setup.workers(), Consistency.SNAPSHOT, Optional.empty())
                .reading(tables);
        try (Snapshot snapshot = source.snapshot(wish)) {
            return verify(
                    setup, dialect, target, Optional.of(new Side(setup.source().name(), catalog, snapshot)));
        }
    }

    private VerifyReport verify(Setup setup, Dialect dialect, Side target, Optional<Side> source) {
        Catalog declaring = source.map(Side::catalog).orElse(target.catalog());
        List<Treated> references = References.of(setup.rules(), declaring, dialect, warnings);
        List<ReferenceCheck> checks = references.stream()
                .filter(treated -> isAskedFor(treated.reference().child(), declaring))
                .map(treated -> new ReferenceCheck(
                        treated.reference(),
                        treated.treatment(),
                        changed(declaring.table(treated.reference().child()), setup.rules(), references, declaring)))
                .toList();
        warnIfNothingIsProven(checks, source);
        return phases.in(Phase.VERIFY, () -> {
            Verification verification = new Verifier(dialect, target, source, surroundings.listener()).verify(checks);
            verification.unchecked().forEach(left -> warnings.add(left.what() + " was not checked: " + left.reason()));
            List<VerifyReport.RowsLine> rows = source.map(
                            side -> rows(setup.rules(), dialect, target, side, references))
                    .orElse(List.of());
            return new VerifyReport(
                    target.name(),
                    source.map(Side::name),
                    verification.counts().stream()
                            .map(count -> Orphans.line(declaring, count))
                            .toList(),
                    rows,
                    warnings,
                    phases.milliseconds());
        });
    }

    private List<VerifyReport.RowsLine> rows(
            SchemaRules rules, Dialect dialect, Side target, Side source, List<Treated> references) {
        List<ComparedTable> tables = target.catalog().tables().values().stream()
                .filter(table -> table.kind() == Table.Kind.BASE && isAskedFor(table.name(), target.catalog()))
                .map(table -> new ComparedTable(table.name(), changed(table, rules, references, source.catalog())))
                .toList();
        Comparison comparison =
                new RowComparison(dialect, target, source, surroundings.listener(), EXAMPLES).compare(tables);
        comparison.unchecked().forEach(left -> warnings.add(left.what() + " was not compared: " + left.reason()));
        comparison.tables().forEach(this::warnOfColumnsLeftOut);
        comparison.tables().stream()
                .filter(table -> !table.holds() && !table.examples().isEmpty())
                .forEach(table -> warnings.add(table.table() + ": for example " + String.join("; ", table.examples())));
        return comparison.tables().stream().map(VerifyRun::line).toList();
    }

    private void warnOfColumnsLeftOut(TableComparison table) {
        table.leftOut().stream()
                .filter(column -> !column.reason().equals(LeftOut.ON_PURPOSE))
                .forEach(column ->
                        warnings.add(table.table() + "." + column.column() + " was not compared: " + column.reason()));
    }

    private void warnIfNothingIsProven(List<ReferenceCheck> checks, Optional<Side> source) {
        if (checks.isEmpty() && source.isEmpty()) {
            warnings.add("The target declares no foreign key, so there was nothing to check. Give `--read`: then the"
                    + " source's foreign keys are checked, and the rows are compared.");
        }
    }

    private boolean isAskedFor(TableName table, Catalog catalog) {
        return request.tables().isEmpty()
                || request.tables().stream()
                        .anyMatch(written ->
                                catalog.find(written).map(Table::name).equals(Optional.of(table)));
    }

    private static VerifyReport.RowsLine line(TableComparison table) {
        return new VerifyReport.RowsLine(table.table().toString(), table.rows(), table.different(), table.extra());
    }

    private static Set<String> changed(Table table, SchemaRules rules, List<Treated> references, Catalog source) {
        Set<String> changed = new HashSet<>();
        for (TableRule rule : rules.tables().values()) {
            Optional<TableName> named = source.find(rule.table()).map(Table::name);
            if (named.equals(Optional.of(table.name()))) {
                rule.mask().keySet().forEach(column -> table.column(column)
                        .map(Column::name)
                        .ifPresent(changed::add));
            }
        }
        references.stream()
                .filter(treated -> treated.treatment() == Treatment.SET_NULL)
                .filter(treated -> treated.reference().child().equals(table.name()))
                .forEach(treated -> changed.addAll(treated.reference().childColumns()));
        return changed;
    }
}
