package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.copy.Workshop;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Target;
import io.tranche.plan.Identity;
import io.tranche.plan.Join;
import io.tranche.plan.Plan;
import io.tranche.plan.Pull;
import io.tranche.plan.TablePlan;
import io.tranche.plan.Treated;
import io.tranche.report.SliceReport;
import java.util.List;
import java.util.Optional;

/** Draws the report from what was counted, and has the target verified. */
final class Conclusion {
    private final Setup setup;
    private final Plan plan;
    private final Catalog catalog;
    private final Workshop workshop;

    Conclusion(Setup setup, Plan plan, Catalog catalog, Workshop workshop) {
        this.setup = setup;
        this.plan = plan;
        this.catalog = catalog;
        this.workshop = workshop;
    }

    SliceReport report(Target target, Snapshot snapshot, Phases phases) {
        return new SliceReport(
                setup.read().name(),
                setup.write().orElseThrow().name(),
                snapshot.description(),
                plan.tables().stream().map(this::line).toList(),
                plan.references().stream().map(this::line).toList(),
                List.of(),
                List.of(),
                workshop.tally().retries(),
                phases.milliseconds());
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
                catalog.display(table.name()),
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
                treated.reference().toString(),
                treatment,
                pull.map(link -> workshop.tally().over(link.name())).orElse(0L),
                pull.map(link -> workshop.store().orphans(link.name(), link.space()))
                        .orElse(0L));
    }
}
