package io.tranche.copy;

import io.tranche.catalog.Table;
import io.tranche.dialect.KeyRange;
import io.tranche.error.RunFailure;
import io.tranche.plan.TablePlan;
import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import io.tranche.row.KeyBatch;

/** Compares a chunk of the target with the source: rows that are equal are kept, the others deleted. */
final class CompareTask extends RenewalTask {
    private final KeyRange range;
    private final TargetReading target;

    CompareTask(Workshop workshop, TablePlan table, Table there, KeyRange range, int number, TargetReading target) {
        super(
                workshop,
                table,
                there,
                "compare-" + workshop.plan().tables().indexOf(table) + "-" + number,
                Phase.COMPARE);
        this.range = range;
        this.target = target;
    }

    @Override
    void look(Station station) {
        Comparison comparison = new Comparison(workshop(), table(), station.reader(), this::found);
        target.with(reader -> {
            reader.read(Comparison.comparable(Queries.inTarget(table(), there()).in(range)), batch -> {
                Event read = new Event.RowsWritten(phase(), table().name().toString(), batch.rows(), batch.size());
                comparison.accept(batch);
                workshop().listener().on(read);
            });
            comparison.finish();
        });
    }

    private void found(KeyBatch equal, KeyBatch stale) {
        if (!kept().keep(unit(), identity().key().space(), equal)) {
            throw new RunFailure("The target's " + table().name()
                    + " holds rows that have the same key: somebody else has written to it. Begin again with"
                    + " `--overwrite`.");
        }
        delete(stale);
    }
}
