package io.tranche.keys;

import io.tranche.row.KeyBatch;

/**
 * Numbers that stand for the keys of one space in this process: sets of keys are sets of numbers. Used by one thread at a
 * time.
 */
sealed interface Handles permits IntegerHandles, TextHandles {
    /** The number of a key; it is given one if it has none. */
    long handle(KeyBatch keys, int i);

    /** The keys of these numbers, in the order given. */
    KeyBatch keys(long[] handles);

    /** An empty set of such numbers. */
    LongSet set(Lookups lookups);

    /** A way to walk over one set of numbers in the order of their keys; each set needs its own. */
    KeyOrder order();
}
