package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.error.Problems;
import io.tranche.ledger.RunEntry;
import io.tranche.plan.Plan;
import io.tranche.plan.PlanBuilder;
import io.tranche.plan.PlanBuilder.Purpose;
import io.tranche.plan.TablePlan;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Everything before the first write: reads files and catalogs, plans, and refuses what cannot work. */
final class Preparation {
    private final SliceRequest request;
    private final Surroundings surroundings;
    private final Listener listener;
    private final Phases phases;

    Preparation(SliceRequest request, Surroundings surroundings, Phases phases) {
        this.request = request;
        this.surroundings = surroundings;
        this.listener = surroundings.listener();
        this.phases = phases;
    }

    /** Opens both ends and a snapshot, for as long as the work lasts. */
    <T> T with(Function<Prepared, T> work) {
        Setup setup = Setup.of(request, surroundings);
        Dialect dialect = Dialects.of(setup.source(), setup.target());
        try (Source source = Sources.open(setup, dialect, listener);
                Target target = dialect.openTarget(setup.target(), listener)) {
            Targets.refuseSame(source, target, setup);
            return planned(setup, new Ends(source, target), work);
        }
    }

    private <T> T planned(Setup setup, Ends ends, Function<Prepared, T> work) {
        Catalog catalog = phases.in(Phase.CATALOG, ends.source()::catalog);
        Catalog targetCatalog = ends.target().catalog();
        Optional<RunEntry> earlier = Earlier.resumed(request, ends.target());
        Purpose purpose = earlier.isPresent() ? Purpose.CONTINUED : Purpose.FRESH;
        Set<TableName> readAgain =
                earlier.map(run -> Earlier.halfRead(run, ends.target())).orElse(Set.of());
        Plan plan = phases.in(Phase.PLAN, () -> new PlanBuilder(
                        setup.rules(), catalog, ends.source().dialect(), purpose, readAgain)
                .build(request.tables()));
        plan.notices().forEach(listener::notice);
        new LookupCheck(ends.source().indexes(), listener).tell(plan);
        Consistency consistency = request.flags().inconsistent() ? Consistency.NONE : Consistency.SNAPSHOT;
        SnapshotWish wish = SnapshotWish.of(setup.workers(), consistency, earlier.map(RunEntry::now))
                .reading(plan.names());
        try (Snapshot snapshot = ends.source().snapshot(wish)) {
            listener.notice("Source: " + snapshot.description() + ".");
            new RuleCheck(plan, setup.rules(), catalog).refuseRejected(snapshot);
            refuseUnfit(plan, targetCatalog, ends);
            if (!request.flags().copySchema() && earlier.isEmpty()) {
                new StructureCheck(ends, setup.target().database(), listener).tell(plan);
            }
            Plan fitting = request.flags().copySchema()
                    ? plan
                    : new Conversion(targetCatalog, ends.source().dialect()).of(plan);
            return work.apply(new Prepared(setup, ends, catalog, targetCatalog, fitting, snapshot, earlier));
        }
    }

    private void refuseUnfit(Plan plan, Catalog targetCatalog, Ends ends) {
        Problems problems = new Problems();
        Target target = ends.target();
        ends.source()
                .missingRights(plan.tables().stream().map(TablePlan::table).toList())
                .forEach(problems::add);
        if (!request.flags().copySchema()) {
            new TargetCheck(targetCatalog, target.dialect(), problems).check(plan);
        }
        target.missingRights(
                        plan.tables().stream()
                                .filter(table -> targetCatalog.contains(table.name()))
                                .map(table -> targetCatalog.table(table.name()))
                                .toList(),
                        request.flags().copySchema() ? Target.Rights.CREATE : Target.Rights.LOAD)
                .forEach(problems::add);
        problems.refuseIfAny();
    }
}
