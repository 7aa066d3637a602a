package io.tranche.keys;

import java.util.Arrays;

/**
 * Some hundred keys of a range in which keys are far apart, packed as differences of seven bits a byte: two bytes a key
 * where keys are 10,000 apart, six where millions of them are spread over all 64 bits.
 */
final class SparseLeaf implements LongLeaf {
    static final int MAXIMUM = 256;

    /** With its array and entry in the tree. */
    private static final int OBJECTS = 150;

    private final long low;
    private byte[] packed;
    private int size;
    private long last;

    /** Where the last search ended: keys that come in order are found by going on from there. */
    private Cursor hot;

    /** @param low not above any key that will ever be here; the first difference is to it */
    SparseLeaf(long low, long[] sorted, int from, int to) {
        this.low = low;
        this.size = to - from;
        this.last = size == 0 ? low : sorted[to - 1];
        this.packed = packed(low, sorted, from, to);
    }

    /** Whether there are more keys than a leaf should hold: it is to be split. */
    boolean full() {
        return size > MAXIMUM;
    }

    @Override
    public boolean add(long key) {
        if (size > 0 && key == last) {
            return false;
        }
        Cursor cursor = seek(key);
        if (cursor.atKey) {
            return false;
        }
        boolean isLast = cursor.start == packed.length;
        int nextLength = isLast ? 0 : length(cursor.value - key);
        int keyLength = length(key - cursor.before);
        byte[] larger = splice(cursor, keyLength + nextLength);
        write(larger, cursor.start, key - cursor.before);
        if (isLast) {
            last = key;
        } else {
            write(larger, cursor.start + keyLength, cursor.value - key);
        }
        packed = larger;
        size++;
        cursor.standOn(key, keyLength);
        return true;
    }

    /** Frees what makes the next search quicker. */
    void rest() {
        hot = null;
    }

    @Override
    public boolean remove(long key) {
        Cursor cursor = seek(key);
        if (!cursor.atKey) {
            return false;
        }
        long before = cursor.before;
        int start = cursor.start;
        if (key == last) {
            packed = Arrays.copyOf(packed, start);
            last = before;
        } else {
            cursor.advance();
            cursor.start = start;
            byte[] smaller = splice(cursor, length(cursor.value - before));
            write(smaller, start, cursor.value - before);
            packed = smaller;
        }
        size--;
        hot = null;
        return true;
    }

    @Override
    public boolean contains(long key) {
        return size > 0 && (key == last || seek(key).atKey);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int bytes() {
        return OBJECTS + packed.length;
    }

    @Override
    public int copy(long from, long[] into, int at) {
        Cursor cursor = new Cursor();
        int end = at;
        while (end < into.length && cursor.next < packed.length) {
            cursor.advance();
            if (cursor.value >= from) {
                into[end++] = cursor.value;
            }
        }
        return end;
    }

    @Override
    public void removeLowest(int count) {
        long[] keys = new long[size];
        copy(Long.MIN_VALUE, keys, 0);
        size -= count;
        packed = packed(low, keys, count, keys.length);
        hot = null;
    }

    /** Goes to the first key that is not below {@code key}, or behind the last one. */
    private Cursor seek(long key) {
        if (hot == null || key <= hot.before || size == 0) {
            hot = new Cursor();
        }
        if (size == 0 || key > last) {
            hot.standAtEnd();
            return hot;
        }
        while (hot.value < key || hot.next == 0) {
            hot.advance();
        }
        hot.atKey = hot.value == key;
        return hot;
    }

    /** A copy in which the bytes that the cursor stands on give way to others. */
    private byte[] splice(Cursor cursor, int count) {
        int behind = packed.length - cursor.next;
        byte[] bytes = new byte[cursor.start + count + behind];
        System.arraycopy(packed, 0, bytes, 0, cursor.start);
        System.arraycopy(packed, cursor.next, bytes, cursor.start + count, behind);
        return bytes;
    }

    private static byte[] packed(long low, long[] sorted, int from, int to) {
        int length = 0;
        long before = low;
        for (int i = from; i < to; i++) {
            length += length(sorted[i] - before);
            before = sorted[i];
        }
        byte[] bytes = new byte[length];
        int at = 0;
        before = low;
        for (int i = from; i < to; i++) {
            at = write(bytes, at, sorted[i] - before);
            before = sorted[i];
        }
        return bytes;
    }

    private static int length(long difference) {
        return Math.max(1, (70 - Long.numberOfLeadingZeros(difference)) / 7);
    }

    private static int write(byte[] bytes, int from, long difference) {
        int at = from;
        long rest = difference;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return at;
    }

    /** Stands on one key: from byte {@code start} to byte {@code next}; {@code before} is the key in front of it. */
    private final class Cursor {
        private int start;
        private int next;
        private long before = low;
        private long value = low;
        private boolean atKey;

        void standAtEnd() {
            start = packed.length;
            next = packed.length;
            before = last;
            value = Long.MAX_VALUE;
            atKey = false;
        }

        void standOn(long key, int length) {
            next = start + length;
            value = key;
            atKey = true;
        }

        void advance() {
            before = value;
            start = next;
            long difference = 0;
            int shift = 0;
            while (packed[next] < 0) {
                difference |= (packed[next++] & 0x7FL) << shift;
                shift += 7;
            }
            value += difference | (long) packed[next++] << shift;
        }
    }
}
