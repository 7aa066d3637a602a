package io.tranche.copy;

import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.dialect.Ascent;
import io.tranche.dialect.Asked;
import io.tranche.dialect.Reader;
import io.tranche.plan.Identity;
import io.tranche.plan.Link;
import io.tranche.plan.Pull;
import io.tranche.plan.TablePlan;
import io.tranche.row.BatchHandler;
import java.util.Optional;

/**
 * Goes up a table's reference to itself many levels in one question, where level by level each question would find a row or
 * two. The rows on the way may be there already, so the steps grow only while most are new. One unit, one thread.
 */
final class Climb {
    /** What a question may find in vain. */
    private static final int ROWS = 20_000;

    private static final int FIRST_LEVELS = 4;
    private static final int GROWTH = 4;

    private final TablePlan table;
    private final Reference reference;
    private int levels = FIRST_LEVELS;

    private Climb(TablePlan table, Reference reference) {
        this.table = table;
        this.reference = reference;
    }

    /**
     * Empty where the link does not lead from a table to itself, or not from like to like; and in tables without a key, for a
     * unit writes whatever it reads of a content that it has claimed, and may meet the same row at two levels.
     */
    static Optional<Climb> of(TablePlan table, Link link) {
        boolean up = link instanceof Pull
                && link.from().equals(link.to())
                && table.identity() instanceof Identity.ByKey
                && table.table().uniqueOver(link.toColumns())
                && sameTypes(table.table(), link);
        return up ? Optional.of(new Climb(table, link.reference())) : Optional.empty();
    }

    private static boolean sameTypes(Table table, Link link) {
        for (int i = 0; i < link.toColumns().size(); i++) {
            var from = table.columnOf(link.fromColumns().get(i)).type();
            if (!from.equals(table.columnOf(link.toColumns().get(i)).type())) {
                return false;
            }
        }
        return true;
    }

    /** Reads what is above rows that were just read. */
    void from(Asked asked, Reader reader, UnitRunner.Written written, BatchHandler handler) {
        int steps = Math.min(levels, ROWS / asked.keys().size());
        if (steps < FIRST_LEVELS) {
            return;
        }
        long before = written.rows();
        long found = reader.readAbove(table.query(), asked, new Ascent(reference, steps), handler);
        boolean mostlyNew = 2 * (written.rows() - before) >= found;
        levels = mostlyNew ? Math.min(ROWS, levels * GROWTH) : FIRST_LEVELS;
    }
}
