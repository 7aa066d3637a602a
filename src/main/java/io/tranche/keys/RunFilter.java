package io.tranche.keys;

import java.util.Arrays;

/**
 * Tells of most keys that are not in a run that they are not: one small Bloom filter for each of the run's blocks, so that a
 * run in ascending order fills them one behind the other, and a look touches memory once. All bits of a key are in one word
 * (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom Filters, 2007). At 8 bits a key and 3 of them set, some 4
 * in 100 absent keys pass.
 */
final class RunFilter {
    private static final int WORDS_PER_BLOCK = LongRun.BLOCK * Byte.SIZE / Long.SIZE;

    private final long[] words;

    private RunFilter(long[] words) {
        this.words = words;
    }

    /** For as many blocks as there may be. */
    static RunFilter ofBlocks(int blocks) {
        return new RunFilter(new long[Math.multiplyExact(blocks, WORDS_PER_BLOCK)]);
    }

    /** What a filter takes, in bytes. */
    static long bytes(int blocks) {
        return (long) blocks * WORDS_PER_BLOCK * Long.BYTES;
    }

    /** For as many blocks as there are. */
    RunFilter shortened(int blocks) {
        return new RunFilter(Arrays.copyOf(words, blocks * WORDS_PER_BLOCK));
    }

    /** Spreads a key's bits: multiplication and folding, twice. */
    static long mixed(long key) {
        long once = (key ^ key >>> 32) * 0x9E3779B97F4A7C15L;
        return (once ^ once >>> 29) * 0xD6E8FEB86659FD93L;
    }

    void add(int block, long key) {
        long hash = mixed(key);
        words[word(block, hash)] |= bits(hash);
    }

    /** @param hash a key's {@link #mixed} bits */
    boolean mayContain(int block, long hash) {
        long bits = bits(hash);
        return (words[word(block, hash)] & bits) == bits;
    }

    private static int word(int block, long hash) {
        return block * WORDS_PER_BLOCK + ((int) (hash >>> 32) & WORDS_PER_BLOCK - 1);
    }

    private static long bits(long hash) {
        return 1L << hash | 1L << (hash >> 6) | 1L << (hash >> 12);
    }
}
