package io.tranche.keys;

/**
 * When integers that lie far apart leave memory, and where to.
 *
 * @param files where they go
 * @param budget of which filters take their part; when it is used up, runs do without
 * @param looseBytes what the leaves of one set may take, but those of close keys
 * @param sparseLeaves how many leaves of lonely keys one set may have: to put a key into a leaf costs more than into a table
 * @param tableKeys how many keys of one set wait in a table until they become a run
 */
record Spill(TemporaryFiles files, MemoryBudget budget, long looseBytes, int sparseLeaves, int tableKeys) {
    /** Keys of one range of 65,536 that are better off in a container: a byte each, or less. */
    static final int DENSE = 8192;

    private static final int SPARSE_LEAVES = 256;

    /** @param memory of this process, in bytes */
    static Spill of(TemporaryFiles files, MemoryBudget budget, long memory) {
        long looseBytes = Math.max(1 << 20, Math.min(memory / 64, 32 << 20));
        // a table takes 16 to 32 bytes a key
        return new Spill(files, budget, looseBytes, SPARSE_LEAVES, (int) Long.highestOneBit(looseBytes / 32));
    }
}
