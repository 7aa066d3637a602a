package io.tranche.traverse;

import io.tranche.copy.Crew;
import io.tranche.copy.LookupTask;
import io.tranche.copy.TaskSource;
import io.tranche.copy.UnitNames;
import io.tranche.copy.Workshop;
import io.tranche.plan.Link;
import io.tranche.progress.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Phase 2: while a link has missing keys, fetch those rows. Each row fetched may make keys of other links missing; the fixed
 * point is reached when no link misses any and nothing is under way. Workers take the link that misses most.
 */
public final class TraversePhase {
    private final Workshop workshop;
    private final Crew crew;
    private final UnitNames names;
    private final List<Link> links;

    public TraversePhase(Workshop workshop, Crew crew, UnitNames names) {
        this.workshop = workshop;
        this.crew = crew;
        this.names = names;
        this.links = Stream.<Link>concat(workshop.plan().pulls().stream(), workshop.plan().joins(0).stream())
                .toList();
    }

    public void run() {
        crew.carryOut(this::next);
    }

    private Optional<TaskSource.Task> next() {
        record Open(Link link, long missing) {}
        return links.stream()
                .map(link -> new Open(link, workshop.store().missing(link.name(), link.space())))
                .filter(open -> open.missing() > 0)
                .sorted(Comparator.comparingLong(Open::missing).reversed())
                .map(open -> LookupTask.take(workshop, Phase.TRAVERSE, open.link(), names.next(open.link())))
                .flatMap(Optional::stream)
                .map(TaskSource.Task.class::cast)
                .findFirst();
    }
}
