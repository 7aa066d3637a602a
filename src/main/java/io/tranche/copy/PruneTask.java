package io.tranche.copy;

import io.tranche.catalog.Table;
import io.tranche.plan.TablePlan;
import io.tranche.progress.Phase;

/** Deletes the rows of a table that the target has kept, and that are not part of the slice any more. */
final class PruneTask extends RenewalTask {
    PruneTask(Workshop workshop, TablePlan table, Table there) {
        super(workshop, table, there, "prune-" + workshop.plan().tables().indexOf(table), Phase.TRAVERSE);
    }

    @Override
    void look(Station station) {
        Kept.Pruned piece = kept().next(unit(), identity().key().space(), null);
        while (!piece.looked().isEmpty()) {
            delete(piece.superfluous());
            piece = kept().next(unit(), identity().key().space(), piece.looked());
        }
    }
}
