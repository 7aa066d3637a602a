package io.tranche.keys;

import java.util.Arrays;

/**
 * A hash set of longs: open addressing with linear probing, at most half full, so that a look takes one or two steps.
 * Removal moves the followers up instead of leaving graves (Knuth, The Art of Computer Programming 3, 6.4, Algorithm R). Not
 * thread-safe.
 */
final class LongTable {
    private static final int FIRST_CAPACITY = 64;

    /** 0 is an empty slot. */
    private long[] slots = new long[FIRST_CAPACITY];

    private boolean hasZero;
    private int used;

    int size() {
        return hasZero ? used + 1 : used;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    boolean contains(long key) {
        return key == 0 ? hasZero : slots[slot(key)] == key;
    }

    /** @return whether the key is new */
    boolean add(long key) {
        if (key == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        int slot = slot(key);
        if (slots[slot] == key) {
            return false;
        }
        slots[slot] = key;
        used++;
        if (used > slots.length / 2) {
            grow();
        }
        return true;
    }

    /** @return whether the key was there */
    boolean remove(long key) {
        if (key == 0) {
            boolean was = hasZero;
            hasZero = false;
            return was;
        }
        int slot = slot(key);
        if (slots[slot] != key) {
            return false;
        }
        used--;
        closeGap(slot);
        return true;
    }

    /** Gives all keys in ascending order, and forgets them. */
    long[] drain() {
        long[] keys = new long[size()];
        int count = hasZero ? 1 : 0;
        for (long key : slots) {
            if (key != 0) {
                keys[count++] = key;
            }
        }
        slots = new long[FIRST_CAPACITY];
        used = 0;
        hasZero = false;
        Arrays.sort(keys);
        return keys;
    }

    /** Where the key is, or where it would be. */
    private int slot(long key) {
        int slot = start(key);
        while (slots[slot] != 0 && slots[slot] != key) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int start(long key) {
        return (int) (RunFilter.mixed(key) >>> 32) & slots.length - 1;
    }

    private void closeGap(int from) {
        int gap = from;
        slots[gap] = 0;
        int at = gap + 1 & slots.length - 1;
        while (slots[at] != 0) {
            int start = start(slots[at]);
            boolean mayMove = (at - start & slots.length - 1) >= (at - gap & slots.length - 1);
            if (mayMove) {
                slots[gap] = slots[at];
                slots[at] = 0;
                gap = at;
            }
            at = at + 1 & slots.length - 1;
        }
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long key : old) {
            if (key != 0) {
                slots[slot(key)] = key;
            }
        }
    }
}
