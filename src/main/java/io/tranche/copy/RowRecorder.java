package io.tranche.copy;

import io.tranche.keys.KeyStore;
import io.tranche.plan.Identity;
import io.tranche.plan.RecordedKey;
import io.tranche.plan.Selection;
import io.tranche.plan.TablePlan;
import io.tranche.plan.Want;
import io.tranche.row.Conditions;
import io.tranche.row.KeyColumns;
import io.tranche.row.KeyColumns.Found;
import io.tranche.row.LineBatch;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads the keys out of the lines of one unit: claims rows, and remembers what they are and what they point at. One unit, one
 * thread.
 */
final class RowRecorder {
    private final TablePlan table;
    private final KeyStore store;
    private final Optional<Kept> kept;
    private final String unit;
    private final ContentKeys contents;
    private final List<Recorded> copied;
    private final List<Wanted> wants;

    private record Recorded(RecordedKey key, KeyColumns columns) {}

    private record Wanted(Want want, KeyColumns columns) {}

    /** @param kept rows that need not be written; empty where there are none */
    RowRecorder(TablePlan table, KeyStore store, Optional<Kept> kept, String unit) {
        this.table = table;
        this.store = store;
        this.kept = kept;
        this.unit = unit;
        this.contents = new ContentKeys(table.carried().size());
        this.copied = table.copied().stream()
                .map(key -> new Recorded(key, key.columns()))
                .toList();
        this.wants = table.wants().stream()
                .map(want -> new Wanted(want, want.key().columns()))
                .toList();
    }

    /**
     * Drops from the batch the rows that were copied already, and records the others.
     *
     * @return rows that were recorded and dropped all the same, because the target has kept them
     */
    int record(LineBatch batch, Mode mode) {
        if (mode == Mode.SELECT) {
            want(batch, Want.Trigger.SELECTED);
        }
        claim(batch, mode);
        for (Recorded key : copied) {
            store.lease(unit, key.key().space(), key.columns().read(batch).keys());
        }
        want(batch, Want.Trigger.COPIED);
        return kept.map(rows -> rows.drop(unit, table.identity(), batch)).orElse(0);
    }

    private void claim(LineBatch batch, Mode mode) {
        Identity identity = table.identity();
        if (identity instanceof Identity.ByKey byKey) {
            Found found = byKey.key().columns().read(batch);
            if (mode == Mode.SELECT && table.selection() instanceof Selection.Joined) {
                store.select(byKey.key().space(), found.keys());
            }
            batch.keep(store.lease(unit, byKey.key().space(), found.keys()));
        } else if (identity instanceof Identity.ByContent byContent) {
            batch.keep(contents.claimed(batch, keys -> store.lease(unit, byContent.space(), keys)));
        }
    }

    private void want(LineBatch batch, Want.Trigger trigger) {
        for (Wanted wanted : wants) {
            Want want = wanted.want();
            if (want.trigger() == trigger) {
                BitSet only = want.conditionField().isPresent()
                        ? Conditions.holds(batch, want.conditionField().getAsInt())
                        : null;
                Found found = wanted.columns().read(batch, only);
                if (!found.keys().isEmpty()) {
                    store.want(want.link(), want.key().space(), found.keys());
                }
            }
        }
    }
}
