package io.tranche.keys;

import io.tranche.row.KeyBatch;
import java.util.BitSet;

/**
 * What a run remembers of keys: which rows are copied, which of them a rule selected, which keys copied rows point at.
 *
 * <p>All methods may be called from any thread, and, where the store is shared, from any process of the run. A
 * {@link KeyBatch} holds {@link io.tranche.row.LongKeys} in an INTEGER space and {@link io.tranche.row.TextKeys} in a TEXT
 * space. Duplicates within one batch are allowed; the first one counts. Failures are {@link io.tranche.error.RunFailure}s.
 *
 * <p><b>Life of a key.</b> A unit <em>leases</em> the keys of the rows that it is about to write; whoever leases first has
 * the row. When the unit's target transaction has committed, {@link #confirm} makes its leases lasting; when it rolled back,
 * {@link #release} gives them back. A leased key counts as copied for everybody else meanwhile. A <em>wanted</em> key is
 * remembered with the reference that wants it. <em>Missing</em> for a reference are its wanted keys, less the space's copied
 * ones, less those already <em>taken</em>: each key of a space is taken once, whichever reference it is taken for.
 */
public interface KeyStore extends AutoCloseable {

    /**
     * Claims keys for a unit.
     *
     * @return bit i is set if {@code keys[i]} was neither copied nor leased before, and is now this unit's
     */
    BitSet lease(String unit, KeySpace space, KeyBatch keys);

    /** Makes the unit's leases lasting. Safe to call again. */
    void confirm(String unit);

    /** Gives the unit's leases back. Safe to call again, and for a unit that leased nothing. */
    void release(String unit);

    /** Marks keys as selected by a rule. Idempotent, and not undone by {@link #release}: a retried unit selects the same. */
    void select(KeySpace space, KeyBatch keys);

    /**
     * Remembers that copied rows point at these keys. Idempotent, and not undone by {@link #release}.
     *
     * @param reference a name that stands for the reference; unique in the run
     */
    void want(String reference, KeySpace space, KeyBatch keys);

    /**
     * Takes up to {@code limit} missing keys of a reference, in ascending order (integers as unsigned 64-bit patterns, texts
     * by unsigned bytes). What was taken is not given again to anyone. Empty: nothing is missing at this moment.
     */
    KeyBatch takeMissing(String reference, KeySpace space, int limit);

    /** How many keys {@link #takeMissing} could give now; a lower bound while others write. */
    long missing(String reference, KeySpace space);

    /** Remembers that no row of the source has these taken keys. */
    void unanswered(KeySpace space, KeyBatch keys);

    /** How many distinct unanswered keys this reference wanted. */
    long orphans(String reference, KeySpace space);

    /** The number of distinct copied keys, leased ones included. */
    long copied(KeySpace space);

    /** Of which selected by a rule: keys that are both copied and selected. */
    long selected(KeySpace space);

    /**
     * A cursor over keys in ascending order, for joins.
     *
     * @param after its last key is where to go on, exclusive; null or empty for the start
     * @return up to {@code limit} keys behind {@code after}; empty at the end
     */
    KeyBatch scan(KeySpace space, Set set, KeyBatch after, int limit);

    /** Which keys {@link #scan} walks over. */
    enum Set {
        COPIED,
        SELECTED
    }

    /** Frees everything that this process holds, and, if it owns the run, everything that the store keeps of it. */
    @Override
    void close();
}
