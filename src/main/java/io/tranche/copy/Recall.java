package io.tranche.copy;

import io.tranche.catalog.Catalog;
import io.tranche.dialect.Reader;
import io.tranche.ledger.RunEntry.RunPhase;
import io.tranche.ledger.UnitEntry;
import io.tranche.plan.Identity;
import io.tranche.plan.Link;
import io.tranche.plan.TablePlan;
import java.util.List;
import java.util.Optional;

/**
 * Remembers what an earlier run has copied: reads the target's rows as if they were being copied now, and tells the counts of
 * committed units again.
 */
public final class Recall {
    private final Workshop workshop;
    private final RunPhase phase;

    /** @param phase how far the earlier run came: until joins were done, each row in the target is a selected one */
    public Recall(Workshop workshop, RunPhase phase) {
        this.workshop = workshop;
        this.phase = phase;
    }

    /**
     * Remembers the keys of the target's rows. May be called again after a failure.
     *
     * @param reader reads the target
     */
    public void keys(Catalog target, Reader reader) {
        Mode mode = phase == RunPhase.COPY ? Mode.SELECT : Mode.PULL;
        for (TablePlan table : workshop.plan().tables()) {
            if (remembers(table)) {
                String unit = "recall-" + workshop.plan().tables().indexOf(table);
                RowRecorder recorder = new RowRecorder(table, workshop.store(), Optional.empty(), unit);
                record(
                        unit,
                        () -> reader.read(
                                Queries.inTarget(table, target.table(table.name())),
                                batch -> recorder.record(batch, mode)));
            }
        }
    }

    /** What was recorded of a table that could not be read to its end is forgotten. */
    private void record(String unit, Runnable work) {
        boolean whole = false;
        try {
            work.run();
            workshop.store().confirm(unit);
            whole = true;
        } finally {
            if (!whole) {
                workshop.store().release(unit);
            }
        }
    }

    public void counts(List<UnitEntry> units) {
        List<Link> links = workshop.plan().links().toList();
        for (UnitEntry unit : units) {
            switch (unit.subject()) {
                case TABLE ->
                    workshop.tally()
                            .scanned(workshop.plan().tables().get(unit.number()).name(), unit.rows());
                case LINK -> workshop.tally().found(links.get(unit.number()), unit.rows());
            }
        }
    }

    private static boolean remembers(TablePlan table) {
        return !(table.identity() instanceof Identity.Unneeded)
                || !table.copied().isEmpty()
                || !table.wants().isEmpty();
    }
}
