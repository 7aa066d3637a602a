package io.tranche.copy;

import io.tranche.plan.Join;
import io.tranche.plan.Unit;
import io.tranche.progress.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Phase 1: rules choose rows. First the scans, then the joins, level by level. */
public final class CopyPhase {
    private final Workshop workshop;
    private final Crew crew;
    private final UnitNames names;

    public CopyPhase(Workshop workshop, Crew crew, UnitNames names) {
        this.workshop = workshop;
        this.crew = crew;
        this.names = names;
    }

    /** @param committed ids of units that an earlier run has carried out */
    public void run(List<Unit.Scan> scans, Set<String> committed) {
        crew.carryOut(TaskSource.of(scans.stream()
                .filter(unit -> !committed.contains(unit.id()))
                .map(unit -> new ScanTask(workshop, unit))
                .toList()));
        for (int level = 1; level <= workshop.plan().joinLevels(); level++) {
            List<Join> joins = workshop.plan().joins(level);
            crew.carryOut(TaskSource.of(joins.stream()
                    .filter(join -> join.limit().isPresent())
                    .map(join -> new LimitedJoinTask(workshop, join, names.next(join)))
                    .toList()));
            crew.carryOut(() -> joins.stream()
                    .filter(join -> join.limit().isEmpty())
                    .map(join -> LookupTask.take(workshop, Phase.COPY, join, names.next(join)))
                    .flatMap(Optional::stream)
                    .map(TaskSource.Task.class::cast)
                    .findFirst());
        }
    }
}
