package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Source;
import io.tranche.plan.Plan;
import io.tranche.plan.PlanBuilder;
import io.tranche.plan.PlanText;
import io.tranche.progress.Phase;
import java.util.List;

/**
 * {@code tranche plan}: what would be read, in which order, why. Writes nothing. With a target it is {@code slice --dry-run},
 * which also finds what would stand in the way there.
 */
public final class PlanRun {
    private final SliceRequest request;
    private final Surroundings surroundings;

    public PlanRun(SliceRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
    }

    /**
     * The plan, line by line.
     *
     * @throws io.tranche.error.Failure for the user
     */
    public List<String> run() {
        if (request.write().isPresent()) {
            return new SliceRun(request, surroundings).rehearse();
        }
        Setup setup = Setup.of(request, surroundings);
        Dialect dialect = Dialects.of(setup.source());
        Phases phases = new Phases(surroundings.listener());
        try (Source source = dialect.openSource(setup.source(), surroundings.listener())) {
            Catalog catalog = phases.in(Phase.CATALOG, source::catalog);
            Plan plan = phases.in(
                    Phase.PLAN, () -> new PlanBuilder(setup.rules(), catalog, dialect, PlanBuilder.Purpose.FRESH)
                            .build(request.tables()));
            plan.notices().forEach(surroundings.listener()::notice);
            new LookupCheck(source.indexes(), surroundings.listener()).tell(plan);
            return PlanText.of(plan);
        }
    }
}
