package io.tranche.keys;

import io.tranche.row.KeyBatch;

/** Walks over one set of handles in the ascending order of the keys that they stand for. */
sealed interface KeyOrder permits IntegerOrder, TextOrder {
    /** Removes up to {@code limit} handles from the set: those of its lowest keys, in order. */
    long[] poll(LongSet members, int limit);

    /**
     * Up to {@code limit} handles of the set, in order.
     *
     * @param last the position in {@code after} of the key behind which to start; −1 for the set's start
     */
    long[] after(LongSet members, KeyBatch after, int last, int limit);
}
