package io.tranche.run;

import io.tranche.copy.Recall;
import io.tranche.copy.UnitNames;
import io.tranche.copy.UnitTasks;
import io.tranche.copy.Workshop;
import io.tranche.ledger.RunEntry.RunPhase;
import io.tranche.plan.Join;
import io.tranche.plan.Link;
import io.tranche.plan.Plan;
import io.tranche.plan.Unit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Other processes: units go out in waves, each of what the keys in the shared store call for by then. */
final class SharedHands implements Hands {
    private final Workshop workshop;
    private final SharedPlan shared;
    private final Control control;
    private final Helpers helpers;
    private final UnitTasks tasks;

    SharedHands(Workshop workshop, SharedPlan shared, Control control, Helpers helpers) {
        this.workshop = workshop;
        this.shared = shared;
        this.control = control;
        this.helpers = helpers;
        this.tasks = new UnitTasks(workshop);
    }

    @Override
    public void copy(List<Unit.Scan> scans, Set<String> committed, UnitNames names) {
        helpers.begin(shared.json());
        carryOut(scans.stream().filter(scan -> !committed.contains(scan.id())).toList());
        Plan plan = workshop.plan();
        for (int level = 1; level <= plan.joinLevels(); level++) {
            List<Join> joins = plan.joins(level);
            untilNothingIsMissing(
                    joins.stream().filter(join -> join.limit().isPresent()).toList(), names);
            untilNothingIsMissing(
                    joins.stream().filter(join -> join.limit().isEmpty()).toList(), names);
        }
    }

    @Override
    public void traverse(UnitNames names) {
        Plan plan = workshop.plan();
        untilNothingIsMissing(
                Stream.<Link>concat(plan.pulls().stream(), plan.joins(0).stream())
                        .toList(),
                names);
    }

    private void untilNothingIsMissing(List<? extends Link> links, UnitNames names) {
        for (List<Unit.Lookup> wave = tasks.lookups(links, names);
                !wave.isEmpty();
                wave = tasks.lookups(links, names)) {
            carryOut(wave);
        }
    }

    private void carryOut(List<? extends Unit> units) {
        if (!units.isEmpty()) {
            helpers.carryOut(units.stream().map(UnitJson::write).toList());
        }
    }

    /** What the others have counted is in the ledger. */
    @Override
    public void rest() {
        new Recall(workshop, RunPhase.FINISH).counts(control.get(workshop.ledger()::units));
    }
}
