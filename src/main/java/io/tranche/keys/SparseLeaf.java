package io.tranche.keys;

import java.util.Arrays;

/**
 * Some hundred keys of a range in which keys are far apart, packed as differences of seven bits a byte: two bytes a key
 * where keys are 10,000 apart, six where they are spread over all 64 bits.
 *
 * <p>The keys are unpacked while somebody works on them; {@link #pack} is called when he goes elsewhere.
 */
final class SparseLeaf implements LongLeaf {
    static final int MAXIMUM = 512;

    private final long low;
    private byte[] packed;
    private long[] open;
    private int size;
    private boolean changed;

    /** @param low not above any key that will ever be here */
    SparseLeaf(long low, long[] sorted, int from, int to) {
        this.low = low;
        this.size = to - from;
        this.open = Arrays.copyOfRange(sorted, from, to);
        this.changed = true;
    }

    /** Whether there are more keys than a leaf should hold: it is to be split. */
    boolean full() {
        return size > MAXIMUM;
    }

    long[] toArray() {
        unpack();
        return Arrays.copyOf(open, size);
    }

    @Override
    public boolean add(long key) {
        unpack();
        int at = find(key);
        if (at >= 0) {
            return false;
        }
        if (size == open.length) {
            open = Arrays.copyOf(open, Math.max(8, Math.min(size * 2, MAXIMUM + 1)));
        }
        int place = -at - 1;
        System.arraycopy(open, place, open, place + 1, size - place);
        open[place] = key;
        size++;
        changed = true;
        return true;
    }

    @Override
    public boolean remove(long key) {
        unpack();
        int at = find(key);
        if (at < 0) {
            return false;
        }
        System.arraycopy(open, at + 1, open, at, size - at - 1);
        size--;
        changed = true;
        return true;
    }

    @Override
    public boolean contains(long key) {
        unpack();
        return find(key) >= 0;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int copy(long from, long[] into, int at) {
        unpack();
        int first = find(from);
        int start = first >= 0 ? first : -first - 1;
        int count = Math.min(size - start, into.length - at);
        System.arraycopy(open, start, into, at, count);
        return at + count;
    }

    @Override
    public void removeLowest(int count) {
        unpack();
        System.arraycopy(open, count, open, 0, size - count);
        size -= count;
        changed = true;
    }

    /** Gives the room of the unpacked keys back. */
    void pack() {
        if (open == null) {
            return;
        }
        if (changed) {
            packed = packed();
            changed = false;
        }
        open = null;
    }

    private byte[] packed() {
        byte[] bytes = new byte[size * 10];
        int length = 0;
        long last = low;
        for (int i = 0; i < size; i++) {
            long rest = open[i] - last;
            last = open[i];
            while ((rest & ~0x7FL) != 0) {
                bytes[length++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[length++] = (byte) rest;
        }
        return Arrays.copyOf(bytes, length);
    }

    private void unpack() {
        if (open != null) {
            return;
        }
        long[] keys = new long[size + 1];
        int at = 0;
        long last = low;
        for (int i = 0; i < size; i++) {
            long difference = 0;
            int shift = 0;
            while (packed[at] < 0) {
                difference |= (packed[at++] & 0x7FL) << shift;
                shift += 7;
            }
            last += difference | (long) packed[at++] << shift;
            keys[i] = last;
        }
        open = keys;
    }

    private int find(long key) {
        if (size > 0 && key > open[size - 1]) {
            return -size - 1;
        }
        return Arrays.binarySearch(open, 0, size, key);
    }
}
