package io.tranche.copy;

import io.tranche.dialect.Query;
import io.tranche.ledger.UnitEntry;
import io.tranche.plan.Selection;
import io.tranche.plan.TablePlan;
import io.tranche.plan.Unit;
import io.tranche.progress.Phase;

/** Copies a chunk of a table. */
final class ScanTask implements TaskSource.Task {
    private final Workshop workshop;
    private final Unit.Scan unit;

    ScanTask(Workshop workshop, Unit.Scan unit) {
        this.workshop = workshop;
        this.unit = unit;
    }

    @Override
    public void run(Station station) {
        TablePlan table = workshop.plan().table(unit.table());
        int number = workshop.plan().tables().indexOf(table);
        long rows = new UnitRunner(workshop, Phase.COPY)
                .run(
                        unit.id(),
                        table,
                        Mode.SELECT,
                        UnitEntry.Subject.TABLE,
                        number,
                        station,
                        (plan, at, written, handler) -> at.reader().read(query(plan), handler));
        workshop.tally().scanned(table.name(), rows);
    }

    private Query query(TablePlan table) {
        Query query = Queries.scan(table, (Selection.Scan) table.selection());
        return unit.range().map(query::in).orElse(query);
    }
}
