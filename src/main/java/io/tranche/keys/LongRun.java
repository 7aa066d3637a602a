package io.tranche.keys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keys in ascending order that do not change, in blocks of 128. A block holds the distances of its keys to its first one, all
 * with as many bytes as the largest of them needs: six bytes a key where 50,000,000 are spread over all 64 bits; and a key is
 * found by halving, without decoding the others. First keys stay in memory, so a look reads one block. Keys leave a run only
 * from its lower end. Used by one thread at a time.
 */
final class LongRun {
    static final int BLOCK = 128;

    /** A distance is read as eight bytes, whatever it has. */
    private static final int READ_BEHIND = Long.BYTES - 1;

    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long count;
    private final long[] firsts;
    private final long[] starts;
    private final long last;
    private final RunFilter filter;
    private final RunBytes bytes;
    private final Runnable onClose;

    /** Keys below have left. */
    private long lowest;

    private boolean allLeft;

    /** The block of the last key that was asked for. */
    private int lookedAt;

    private int hotBlock = -1;
    private int hotWidth;
    private final byte[] hot = new byte[BLOCK * Long.BYTES + READ_BEHIND];

    /**
     * @param count of keys
     * @param firsts the first key of each block
     * @param starts where each block's bytes begin, and behind them their end
     * @param filter null where there is none
     * @param onClose frees what the filter was counted for
     */
    LongRun(long count, long[] firsts, long[] starts, long last, RunFilter filter, RunBytes bytes, Runnable onClose) {
        this.count = count;
        this.firsts = firsts;
        this.starts = starts;
        this.last = last;
        this.filter = filter;
        this.bytes = bytes;
        this.onClose = onClose;
        this.lowest = firsts[0];
    }

    /** How many keys there are, but for 127 of those that have left. */
    long size() {
        return count - (long) Math.max(0, block(lowest)) * BLOCK;
    }

    /** @param hash the key's {@link RunFilter#mixed} bits */
    boolean contains(long key, long hash) {
        if (key < lowest || key > last || allLeft) {
            return false;
        }
        int block = near(key);
        lookedAt = block;
        if (filter != null && !filter.mayContain(block, hash)) {
            return false;
        }
        heat(block);
        int position = position(key - firsts[block], size(block));
        return position < size(block) && distance(position) == key - firsts[block];
    }

    /** Lets go of keys up to this one. */
    void dropThrough(long key) {
        if (key >= last) {
            allLeft = true;
        } else if (key >= lowest) {
            lowest = key + 1;
        }
    }

    /** Whether all keys have left. */
    boolean isEmpty() {
        return allLeft;
    }

    void close() {
        bytes.close();
        onClose.run();
    }

    /** The keys from this one on. */
    Cursor from(long key) {
        return new Cursor(Math.max(key, lowest));
    }

    /** How many bytes the distances of a block need. */
    static int width(long largest) {
        return Math.max(1, (Long.SIZE + 7 - Long.numberOfLeadingZeros(largest)) / Byte.SIZE);
    }

    /** Writes one block, and gives its length. The array has room for {@link #BLOCK} keys and 7 bytes. */
    static int pack(long[] keys, int count, byte[] into) {
        int width = width(keys[count - 1] - keys[0]);
        for (int i = 0; i < count; i++) {
            LONGS.set(into, i * width, keys[i] - keys[0]);
        }
        return count * width;
    }

    /**
     * The block in which a key would be that is not in front of the first one. Keys are asked for mostly in order: the search
     * gallops from where the last one ended (Bentley, Yao: An almost optimal algorithm for unbounded searching, 1976).
     */
    private int near(long key) {
        int low = lookedAt;
        if (key < firsts[low]) {
            return block(key);
        }
        int step = 1;
        int high = low + 1;
        while (high < firsts.length && firsts[high] <= key) {
            low = high;
            step <<= 1;
            high = low + step;
        }
        high = Math.min(high, firsts.length);
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (firsts[middle] <= key) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The block in which the key would be; −1 in front of the first one. */
    private int block(long key) {
        int found = Arrays.binarySearch(firsts, key);
        return found >= 0 ? found : -found - 2;
    }

    private int size(int block) {
        return block + 1 < firsts.length ? BLOCK : (int) (count - (long) block * BLOCK);
    }

    private void heat(int block) {
        if (block == hotBlock) {
            return;
        }
        hotBlock = -1;
        int length = (int) (starts[block + 1] - starts[block]);
        bytes.read(starts[block], hot, length);
        hotWidth = length / size(block);
        hotBlock = block;
    }

    /** The first position in the hot block whose distance is not smaller. */
    private int position(long distance, int size) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (Long.compareUnsigned(distance(middle), distance) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long distance(int position) {
        long eight = (long) LONGS.get(hot, position * hotWidth);
        return hotWidth == Long.BYTES ? eight : eight & (1L << hotWidth * Byte.SIZE) - 1;
    }

    /** Walks over the run in ascending order. Several may walk at once. */
    final class Cursor {
        private final long[] keys = new long[BLOCK];
        private int block;
        private int size;
        private int at;

        private Cursor(long from) {
            if (from > last || allLeft) {
                return;
            }
            block = Math.max(0, block(from));
            fill();
            while (keys[at] < from) {
                if (++at == size) {
                    next(); // the first key of the next block is not below
                    return;
                }
            }
        }

        /** Whether it stands on a key. */
        boolean hasKey() {
            return at < size;
        }

        long key() {
            return keys[at];
        }

        void advance() {
            if (++at == size) {
                next();
            }
        }

        private void next() {
            block++;
            fill();
        }

        private void fill() {
            at = 0;
            size = block < firsts.length ? LongRun.this.size(block) : 0;
            if (size == 0) {
                return;
            }
            heat(block);
            for (int i = 0; i < size; i++) {
                keys[i] = firsts[block] + distance(i);
            }
        }
    }
}
