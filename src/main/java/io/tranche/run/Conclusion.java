package io.tranche.run;

import io.tranche.config.ConnectionConfig;
import io.tranche.copy.Tally;
import io.tranche.copy.Workshop;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.diff.Side;
import io.tranche.plan.Identity;
import io.tranche.plan.Join;
import io.tranche.plan.Plan;
import io.tranche.plan.Pull;
import io.tranche.plan.TablePlan;
import io.tranche.plan.Treated;
import io.tranche.report.RetryCounts;
import io.tranche.report.SliceReport;
import io.tranche.verify.ReferenceCheck;
import io.tranche.verify.Verification;
import io.tranche.verify.Verifier;
import java.util.List;
import java.util.Optional;

/** Draws the report from what was counted, and has the target verified. */
final class Conclusion {
    private final Prepared prepared;
    private final Setup setup;
    private final Plan plan;
    private final Workshop workshop;

    Conclusion(Prepared prepared, Workshop workshop) {
        this.prepared = prepared;
        this.setup = prepared.setup();
        this.plan = prepared.plan();
        this.workshop = workshop;
    }

    SliceReport report(Phases phases) {
        Verification verification = verification();
        return new SliceReport(
                setup.source().name(),
                setup.target().name(),
                prepared.snapshot().description(),
                plan.tables().stream().map(this::line).toList(),
                plan.references().stream().map(this::line).toList(),
                verification.counts().stream()
                        .map(count -> Orphans.line(prepared.catalog(), count))
                        .toList(),
                verification.unchecked().stream()
                        .map(left -> left.what() + " was not checked: " + left.reason())
                        .toList(),
                retries(workshop.tally()),
                phases.milliseconds());
    }

    private static RetryCounts retries(Tally tally) {
        return new RetryCounts(
                tally.retries(Tally.Cause.CONFLICT),
                tally.retries(Tally.Cause.CONNECTION_LOST),
                tally.retries(Tally.Cause.REFUSED_ROWS));
    }

    /** The target is looked at by readers of its own, beside the very snapshot that was copied. */
    private Verification verification() {
        List<ReferenceCheck> checks = checks();
        if (checks.isEmpty()) {
            workshop.listener().notice("No copied table has a reference: there is nothing to verify.");
            return new Verification(List.of(), List.of());
        }
        ConnectionConfig write = setup.target();
        try (Source target = workshop.dialect().openSource(write, workshop.listener());
                Snapshot now = target.snapshot(setup.workers(), Consistency.NONE, Optional.empty())) {
            Side targetSide = new Side(write.name(), target.catalog(), now);
            Side sourceSide = new Side(setup.source().name(), prepared.catalog(), prepared.snapshot());
            return new Verifier(workshop.dialect(), targetSide, Optional.of(sourceSide), workshop.listener())
                    .verify(checks);
        }
    }

    private List<ReferenceCheck> checks() {
        return plan.references().stream()
                .filter(treated -> plan.find(treated.reference().child()).isPresent())
                .map(treated -> new ReferenceCheck(
                        treated.reference(),
                        treated.treatment(),
                        plan.table(treated.reference().child()).changed()))
                .toList();
    }

    private SliceReport.TableLine line(TablePlan table) {
        long selected = workshop.tally().selected(table.name());
        long pulled = workshop.tally().pulled(table.name());
        Optional<Join> late = plan.joins(0).stream()
                .filter(join -> join.to().equals(table.name()))
                .findFirst();
        if (late.isPresent() && table.identity() instanceof Identity.ByKey key) {
            long chosen = workshop.store().selected(key.key().space());
            pulled += selected - chosen;
            selected = chosen;
        }
        return new SliceReport.TableLine(
                prepared.catalog().display(table.name()),
                table.rule(),
                selected,
                pulled,
                workshop.tally().milliseconds(table.name()));
    }

    private SliceReport.ReferenceLine line(Treated treated) {
        Optional<Pull> pull = plan.pulls().stream()
                .filter(link -> link.reference().equals(treated.reference()))
                .findFirst();
        String treatment =
                switch (treated.treatment()) {
                    case FOLLOW -> "followed";
                    case CUT -> "cut";
                    case SET_NULL -> "set null";
                };
        return new SliceReport.ReferenceLine(
                prepared.catalog().display(treated.reference()),
                treatment,
                pull.map(link -> workshop.tally().over(link.name())).orElse(0L),
                pull.map(link -> workshop.store().orphans(link.name(), link.space()))
                        .orElse(0L));
    }
}
