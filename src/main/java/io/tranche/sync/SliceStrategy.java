package io.tranche.sync;

import io.tranche.diff.ComparedLines;
import io.tranche.diff.Differences;
import io.tranche.diff.Pairing;
import io.tranche.diff.RowsByContent;
import io.tranche.diff.SourceRows;
import io.tranche.error.RunFailure;
import io.tranche.plan.Identity;
import io.tranche.plan.TablePlan;
import io.tranche.row.KeyBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the rows that a slice made now would have: those that have left it are removed, those that changed repaired, those that
 * came into it added, whether a rule chooses them or others refer to them.
 */
public final class SliceStrategy implements Strategy {
    private final FreshSlice slice;

    /** @param slice of all tables with this strategy; cut before {@link #find} */
    public SliceStrategy(FreshSlice slice) {
        this.slice = slice;
    }

    @Override
    public String name() {
        return "slice";
    }

    /** Rules may look at the clock. */
    @Override
    public boolean idleWhenUnchanged() {
        return false;
    }

    @Override
    public Changes find(TableTask task, Station station) {
        Pairing pairing = task.pairing();
        Optional<TablePlan> planned = slice.table(pairing.source().name());
        Changes changes = pairing.key().isEmpty() ? byContent(task, planned, station) : byKey(task, planned, station);
        return new NotedChanges(changes, "against a slice made now");
    }

    private Changes byKey(TableTask task, Optional<TablePlan> planned, Station station) {
        ComparedLines lines = new ComparedLines(task.dialect(), task.pairing());
        Differences found =
                new Differences(lines.form().integer(), task.options().scratch());
        try (SliceRows rows = new SliceRows(task.dialect(), lines, task.pairing(), slice.store(), found)) {
            if (planned.isPresent()) {
                Identity.ByKey identity = keyOf(planned.get(), task);
                List<Function<Station, KeyBatch>> parts = new ArrayList<>();
                for (SliceRows.Piece piece : rows.pieces(planned.get(), identity)) {
                    parts.add(worker -> rows.compare(piece, worker));
                }
                task.inParallel(station, parts);
            }
            rows.findExtra(station.target());
        }
        return new KeyedChanges(task.dialect(), task.pairing(), lines, found);
    }

    private static Identity.ByKey keyOf(TablePlan planned, TableTask task) {
        if (planned.identity() instanceof Identity.ByKey byKey) {
            return byKey;
        }
        throw new IllegalStateException(task.name() + " has a key on both sides, and is claimed by its content");
    }

    private Changes byContent(TableTask task, Optional<TablePlan> planned, Station station) {
        if (planned.filter(table -> table.identity() instanceof Identity.ByKey).isPresent()) {
            throw new RunFailure(
                    task.name() + " has a key in the source that the target's table has not, so that its rows"
                            + " cannot be found there. Make them alike, or have the table made anew with `--recreate`.");
        }
        SourceRows wanted = new SlicedContents(planned, task.pairing(), slice.store());
        RowsByContent rows = new RowsByContent(
                task.dialect(), task.pairing(), wanted, task.options().scratch());
        rows.compare(station.source(), station.target());
        return KeylessChanges.of(task, rows, wanted, station);
    }
}
