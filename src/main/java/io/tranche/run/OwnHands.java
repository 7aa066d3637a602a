package io.tranche.run;

import io.tranche.copy.CopyPhase;
import io.tranche.copy.Crew;
import io.tranche.copy.UnitNames;
import io.tranche.copy.Workshop;
import io.tranche.plan.Unit;
import io.tranche.traverse.TraversePhase;
import java.util.List;
import java.util.Set;

/** The threads of this process. */
record OwnHands(Workshop workshop, Crew crew) implements Hands {
    @Override
    public void copy(List<Unit.Scan> scans, Set<String> committed, UnitNames names) {
        new CopyPhase(workshop, crew, names).run(scans, committed);
    }

    @Override
    public void traverse(UnitNames names) {
        new TraversePhase(workshop, crew, names).run();
    }

    @Override
    public void rest() {
        crew.rest();
    }
}
