package io.tranche.copy;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Asked;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import io.tranche.plan.Identity;
import io.tranche.plan.TablePlan;
import io.tranche.progress.Phase;
import io.tranche.row.KeyBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes rows of one table of the target, in a transaction, which is tried again where that may help. Safe to be done twice:
 * the ledger needs no line of it.
 */
abstract class RenewalTask implements TaskSource.Task {
    private final Workshop workshop;
    private final TablePlan table;
    private final Table there;
    private final String unit;
    private final Phase phase;
    private final List<KeyBatch> stale = new ArrayList<>();

    /** @param there the table as the target has it */
    RenewalTask(Workshop workshop, TablePlan table, Table there, String unit, Phase phase) {
        this.workshop = workshop;
        this.table = table;
        this.there = there;
        this.unit = unit;
        this.phase = phase;
    }

    /** Finds the rows, and tells {@link #delete} of them; may be called again after a failure. */
    abstract void look(Station station);

    final TablePlan table() {
        return table;
    }

    final Table there() {
        return there;
    }

    final Workshop workshop() {
        return workshop;
    }

    final String unit() {
        return unit;
    }

    final Phase phase() {
        return phase;
    }

    final Kept kept() {
        return workshop.kept().orElseThrow();
    }

    final Identity.ByKey identity() {
        return (Identity.ByKey) table.identity();
    }

    /** To be deleted once all were found: a table of some engines cannot be read and written at once. */
    final void delete(KeyBatch keys) {
        if (!keys.isEmpty()) {
            stale.add(keys);
        }
    }

    @Override
    public final void run(Station station) {
        Recovery recovery = new Recovery(workshop, phase);
        for (int tries = 1; ; tries++) {
            try {
                attempt(station);
                return;
            } catch (SqlFailure e) {
                undo(station, e);
                recovery.prepare(table, station, e, tries, 0);
            } catch (RuntimeException | Error e) {
                undo(station, e);
                throw e;
            }
        }
    }

    private void attempt(Station station) {
        stale.clear();
        look(station);
        List<Column> key =
                there.columnsOf(table.table().identity().orElseThrow().columns());
        KeyForm form = workshop.form(
                table.table().columnsOf(table.table().identity().orElseThrow().columns()));
        for (KeyBatch keys : stale) {
            station.session().delete(there, new Asked(key, form, keys));
        }
        station.session().commit();
        workshop.store().confirm(unit);
    }

    private void undo(Station station, Throwable cause) {
        try {
            station.session().rollback();
        } catch (SqlFailure | RunFailure e) {
            cause.addSuppressed(e);
        }
        try {
            workshop.store().release(unit);
        } catch (RunFailure e) {
            cause.addSuppressed(e);
        }
    }
}
