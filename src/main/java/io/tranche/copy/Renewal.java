package io.tranche.copy;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Target;
import io.tranche.plan.Identity;
import io.tranche.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a target that holds an earlier slice, whole or in part, to this run's moment, so that it equals what a run into empty
 * tables would make; rows that have not changed are read and not written.
 *
 * <ol>
 *   <li>{@link #compare}: each row of the target is compared with the row that the source has under the same key at this
 *       moment. What differs or is gone is deleted, the rest is {@link Kept}. Tables without a key are emptied.
 *   <li>The plan is carried out as ever, in a {@link Workshop} that knows the kept rows. They are claimed and followed like
 *       any other, but not written again.
 *   <li>{@link #prune}: kept rows that nothing copied are deleted.
 * </ol>
 *
 * <p>After the first step the target holds nothing but rows of the source's one moment, so nothing that is written later can
 * be in conflict with it: rows may have swapped unique values, or keys. Each step may be stopped at any point and the whole
 * begun again: a row is deleted only where it would be wrong to keep it, and whatever is there when the steps begin is
 * compared. For the same reason this needs no ledger of the earlier slice: it does for any target that holds rows under the
 * plan's keys, and whoever keeps a target in step with its source may call it again and again. The plan must claim every row
 * ({@code Purpose.RENEWED}).
 */
public final class Renewal {
    private static final long ROWS_PER_CHUNK = 500_000;

    private final Workshop workshop;
    private final Crew crew;
    private final Target target;
    private final TargetReading reading;
    private Catalog catalog;

    /** @param workshop with {@link Workshop#kept} */
    public Renewal(Workshop workshop, Crew crew, Target target, TargetReading reading) {
        this.workshop = workshop;
        this.crew = crew;
        this.target = target;
        this.reading = reading;
    }

    public void compare() {
        catalog = target.catalog();
        List<TableName> keyless = workshop.plan().tables().stream()
                .filter(table -> !(table.identity() instanceof Identity.ByKey))
                .map(TablePlan::name)
                .toList();
        if (!keyless.isEmpty()) {
            target.empty(keyless);
        }
        crew.carryOut(TaskSource.of(chunks()));
    }

    private List<CompareTask> chunks() {
        List<CompareTask> tasks = new ArrayList<>();
        reading.with(reader -> {
            for (TablePlan table : keyed()) {
                Table there = catalog.table(table.name());
                List<KeyRange> ranges = reader.split(there, ROWS_PER_CHUNK);
                for (int i = 0; i < ranges.size(); i++) {
                    tasks.add(new CompareTask(workshop, table, there, ranges.get(i), i, reading));
                }
            }
        });
        return tasks;
    }

    /** To be called after {@link #compare}, at the plan's fixed point. */
    public void prune() {
        crew.carryOut(TaskSource.of(keyed().stream()
                .map(table -> new PruneTask(workshop, table, catalog.table(table.name())))
                .toList()));
    }

    private List<TablePlan> keyed() {
        return workshop.plan().tables().stream()
                .filter(table -> table.identity() instanceof Identity.ByKey)
                .toList();
    }
}
