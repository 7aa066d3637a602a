package io.tranche.copy;

import io.tranche.keys.KeySpace;
import io.tranche.keys.KeyStore;
import io.tranche.plan.Identity;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns.Found;
import io.tranche.row.LineBatch;
import java.util.BitSet;

/**
 * Rows that an earlier run left in the target and that are, byte for byte, what the source has at this run's moment: they need
 * not be written. Known by their own key, in spaces of the run's store beside those of the copied ones. Thread-safe.
 */
public record Kept(KeyStore store) {
    /** Keys looked at in one go. */
    private static final int BATCH = 10_000;

    private static KeySpace space(KeySpace identity) {
        return new KeySpace("kept " + identity.name(), identity.kind());
    }

    /**
     * Remembers keys, for good once the store is told that the unit is confirmed.
     *
     * @return whether each was new
     */
    boolean keep(String unit, KeySpace identity, KeyBatch keys) {
        return store.lease(unit, space(identity), keys).cardinality() == keys.size();
    }

    /**
     * Drops from a batch of claimed rows those that need not be written.
     *
     * @return how many
     */
    int drop(String unit, Identity identity, LineBatch batch) {
        if (!(identity instanceof Identity.ByKey byKey) || batch.rows() == 0) {
            return 0;
        }
        Found found = byKey.key().columns().read(batch);
        BitSet absent = absent(unit, space(byKey.key().space()), found.keys());
        int rows = batch.rows();
        BitSet written = new BitSet(rows);
        absent.stream().forEach(i -> written.set(found.row(i)));
        batch.keep(written);
        return rows - batch.rows();
    }

    /** Kept keys in order, behind {@code after} (null: from the first), that nothing has copied; none at the end. */
    Pruned next(String unit, KeySpace identity, KeyBatch after) {
        KeyBatch keys = store.scan(space(identity), KeyStore.Set.COPIED, after, BATCH);
        return new Pruned(keys, keys.isEmpty() ? keys : keys.only(absent(unit, identity, keys)));
    }

    /**
     * A piece of the kept keys.
     *
     * @param looked at; the last of them is where to go on
     * @param superfluous those of them that are not part of the slice
     */
    record Pruned(KeyBatch looked, KeyBatch superfluous) {}

    /** Which keys a space does not have: they could be leased, and are given back. */
    private BitSet absent(String unit, KeySpace space, KeyBatch keys) {
        String probe = unit + " probe";
        try {
            return store.lease(probe, space, keys);
        } finally {
            store.release(probe);
        }
    }
}
