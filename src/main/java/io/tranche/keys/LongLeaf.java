package io.tranche.keys;

/** A piece of a {@link LeafSet}: the keys of one range, in ascending order. Keys are in the set's signed order. */
sealed interface LongLeaf permits DenseLeaf, SparseLeaf {
    boolean add(long key);

    boolean remove(long key);

    boolean contains(long key);

    int size();

    /** What it takes in memory, about. */
    int bytes();

    /**
     * Copies keys in ascending order.
     *
     * @param from the first key that may be copied
     * @return the index behind the last key that was written
     */
    int copy(long from, long[] into, int at);

    /** Removes the {@code count} lowest keys; fewer than there are. */
    void removeLowest(int count);
}
