package io.tranche.keys;

import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.Container;
import org.roaringbitmap.PeekableCharIterator;

/** The keys of one aligned range of 65,536, in a roaring container: at most 8 KB. */
final class DenseLeaf implements LongLeaf {
    static final int BITS = 16;

    /** With its container, array and entry in the tree. */
    private static final int OBJECTS = 150;

    private final long low;
    private Container keys;

    /** @param low the first key of the range */
    DenseLeaf(long low, long[] sorted, int from, int to) {
        this(low, filled(sorted, from, to));
    }

    DenseLeaf(long low, Container keys) {
        this.low = low;
        this.keys = keys;
    }

    private static Container filled(long[] sorted, int from, int to) {
        Container container = new ArrayContainer(to - from);
        for (int i = from; i < to; i++) {
            container = container.add((char) sorted[i]);
        }
        return container;
    }

    /** The last key of the range. */
    long high() {
        return low | 0xFFFF;
    }

    Container keys() {
        return keys;
    }

    @Override
    public boolean add(long key) {
        if (keys.contains((char) key)) {
            return false;
        }
        keys = keys.add((char) key);
        return true;
    }

    @Override
    public boolean remove(long key) {
        if (!keys.contains((char) key)) {
            return false;
        }
        keys = keys.remove((char) key);
        return true;
    }

    @Override
    public boolean contains(long key) {
        return keys.contains((char) key);
    }

    @Override
    public int size() {
        return keys.getCardinality();
    }

    @Override
    public int bytes() {
        return OBJECTS + keys.getSizeInBytes();
    }

    @Override
    public int copy(long from, long[] into, int at) {
        PeekableCharIterator each = keys.getCharIterator();
        if (from > low) {
            each.advanceIfNeeded((char) from);
        }
        int end = at;
        while (end < into.length && each.hasNext()) {
            into[end++] = low | each.next();
        }
        return end;
    }

    @Override
    public void removeLowest(int count) {
        keys = keys.iremove(0, keys.select(count - 1) + 1);
    }
}
