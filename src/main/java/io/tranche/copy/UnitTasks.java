package io.tranche.copy;

import io.tranche.plan.Join;
import io.tranche.plan.Link;
import io.tranche.plan.Unit;
import io.tranche.progress.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Units as values, for runs whose work is shared: what is to be done now, and how one of them is done. Thread-safe. */
public final class UnitTasks {
    /** More units of one link than this would only wait for each other's keys. */
    private static final int UNITS_OF_A_LINK = 16;

    private final Workshop workshop;

    public UnitTasks(Workshop workshop) {
        this.workshop = workshop;
    }

    /** The work of a unit; empty if others have done it: its link misses no keys any more. */
    public Optional<TaskSource.Task> of(Unit unit) {
        if (unit instanceof Unit.Scan scan) {
            return Optional.of(new ScanTask(workshop, scan));
        }
        Unit.Lookup lookup = (Unit.Lookup) unit;
        Link link = workshop.plan()
                .links()
                .filter(each -> each.name().equals(lookup.link()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plan has no link " + lookup.link()));
        if (link instanceof Join join && join.limit().isPresent()) {
            return Optional.of(new LimitedJoinTask(workshop, join, unit.id()));
        }
        Phase phase = link instanceof Join join && join.level() > 0 ? Phase.COPY : Phase.TRAVERSE;
        return LookupTask.take(workshop, phase, link, unit.id(), lookup.limit()).map(TaskSource.Task.class::cast);
    }

    /** Lookups of what these links miss now; none if they miss nothing. */
    public List<Unit.Lookup> lookups(List<? extends Link> links, UnitNames names) {
        List<Unit.Lookup> units = new ArrayList<>();
        for (Link link : links) {
            long missing = workshop.store().missing(link.name(), link.space());
            boolean isWhole = link instanceof Join join && join.limit().isPresent();
            long count = isWhole ? Math.min(1, missing) : (missing + LookupTask.BATCH - 1) / LookupTask.BATCH;
            for (int i = 0; i < Math.min(count, UNITS_OF_A_LINK); i++) {
                units.add(new Unit.Lookup(names.next(link), link.to(), link.name(), LookupTask.BATCH));
            }
        }
        return units;
    }
}
