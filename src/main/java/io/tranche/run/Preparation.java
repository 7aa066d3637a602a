package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.copy.Tally;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.Target;
import io.tranche.error.Problems;
import io.tranche.plan.Plan;
import io.tranche.plan.PlanBuilder;
import io.tranche.plan.PlanBuilder.Purpose;
import io.tranche.plan.TablePlan;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import java.util.function.Function;
import java.util.function.Supplier;

/** Everything before the first write: reads files and catalogs, plans, and refuses what cannot work. */
final class Preparation {
    private final SliceRequest request;
    private final Surroundings surroundings;
    private final Listener listener;
    private final Phases phases;
    private final Tally tally = new Tally();

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
        try (Ends ends = Ends.open(setup, dialect, listener)) {
            Targets.refuseSame(ends.source(), ends.target(), setup);
            return planned(setup, ends, work);
        }
    }

    private <T> T planned(Setup setup, Ends ends, Function<Prepared, T> work) {
        Beside.Both<Catalog, Catalog> catalogs = phases.in(
                Phase.CATALOG,
                () -> Beside.both(() -> again(ends.source()::catalog), () -> again(ends.target()::catalog)));
        Catalog catalog = catalogs.first();
        Catalog targetCatalog = catalogs.second();
        Start wanted = again(() -> Earlier.start(request, ends.target()));
        // how a run goes on is known with its moment; the plan of a new one asks nothing of what was copied
        Purpose first = wanted.purpose() == Purpose.CONTINUED ? Purpose.RENEWED : wanted.purpose();
        Plan plan = phases.in(Phase.PLAN, () -> plan(setup, catalog, ends, first));
        plan.notices().forEach(listener::notice);
        new LookupCheck(again(ends.source()::indexes), listener).tell(plan);
        try (Moment moment = again(() -> moment(setup, ends, wanted, plan))) {
            Start start = moment.start().given(plan);
            Snapshot snapshot = moment.snapshot();
            listener.notice("Source: " + snapshot.description() + ".");
            check(() -> new RuleCheck(plan, setup.rules(), catalog).refuseRejected(snapshot));
            check(() -> refuseUnfit(plan, targetCatalog, ends));
            if (!request.flags().copySchema() && start.earlier().isEmpty()) {
                check(() -> new StructureCheck(ends, setup.target().database(), listener).tell(plan));
            }
            Plan claiming = start.purpose() == first ? plan : plan(setup, catalog, ends, start.purpose());
            Plan fitting = fitting(
                    claiming, start, catalog, targetCatalog, ends.source().dialect());
            return work.apply(new Prepared(
                    setup, ends, catalog, targetCatalog, fitting, snapshot, moment.position(), start, tally));
        }
    }

    /** Tables that a new run is going to copy are the source's; whoever goes on may find that somebody has altered them. */
    private Plan fitting(Plan plan, Start start, Catalog source, Catalog target, Dialect dialect) {
        boolean created = request.flags().copySchema() && start.purpose() == Purpose.FRESH;
        Plan converted = request.flags().copySchema() ? plan : new Conversion(target, dialect).of(plan);
        return new RowForms(dialect, created ? source : target).of(converted);
    }

    /** Nothing is written yet: each question may be asked twice. */
    private <T> T again(Supplier<T> question) {
        return Retries.of(listener, tally, question);
    }

    private void check(Runnable question) {
        again(() -> {
            question.run();
            return question;
        });
    }

    private Plan plan(Setup setup, Catalog catalog, Ends ends, Purpose purpose) {
        return new PlanBuilder(setup.rules(), catalog, ends.source().dialect(), purpose).build(request.tables());
    }

    /** A source that has moved on is looked at once more, for with its moment the meaning of NOW() is another. */
    private Moment moment(Setup setup, Ends ends, Start wanted, Plan plan) {
        Consistency consistency = request.flags().inconsistent() ? Consistency.NONE : Consistency.SNAPSHOT;
        SnapshotWish wish =
                SnapshotWish.of(setup.workers(), consistency, wanted.now()).reading(plan.names());
        Moment moment = Moment.of(ends.source(), wish, wanted);
        Start start;
        try {
            start = wanted.at(moment.position(), ends.source().position(), listener);
        } catch (RuntimeException | Error e) {
            moment.close();
            throw e;
        }
        if (start.equals(wanted)) {
            return moment;
        }
        moment.close();
        SnapshotWish anew =
                SnapshotWish.of(setup.workers(), consistency, start.now()).reading(plan.names());
        return Moment.of(ends.source(), anew, start);
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
