package io.tranche.keys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds a text's place in its arena: open addressing over 32 bits of the text's hash and the place, so that the arena is
 * looked at only where the hash agrees. In 256 parts that grow one by one: no moment needs twice the memory. Used by one
 * thread at a time.
 */
final class TextIndex {
    private static final int PARTS = 256;
    private static final int FIRST_CAPACITY = 8;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final TextArena arena;
    private final MemoryBudget budget;
    private final Part[] parts = new Part[PARTS];

    TextIndex(TextArena arena, MemoryBudget budget) {
        this.arena = arena;
        this.budget = budget;
    }

    /** The place of a text; it is added if it is new. */
    long place(byte[] text) {
        long hash = hash(text);
        int number = (int) (hash >>> 56);
        if (parts[number] == null) {
            parts[number] = new Part();
        }
        return parts[number].place(hash & 0xFFFF_FFFFL, text);
    }

    /** Spreads all bits over all bits: multiplication and folding, eight bytes at a time. */
    private static long hash(byte[] text) {
        long hash = text.length * 0x9E3779B97F4A7C15L;
        int at = 0;
        for (; at + 8 <= text.length; at += 8) {
            hash = mixed(hash ^ (long) LONGS.get(text, at));
        }
        long tail = 0;
        for (; at < text.length; at++) {
            tail = tail << 8 | text[at] & 0xFF;
        }
        return mixed(mixed(hash ^ tail));
    }

    private static long mixed(long value) {
        long mixed = (value ^ value >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 29;
    }

    /** The texts whose hashes begin alike. A slot is the hash's low half and, below, the place + 1; 0 is empty. */
    private final class Part {
        private long[] slots = new long[FIRST_CAPACITY];
        private int used;

        long place(long hash, byte[] text) {
            int slot = start(hash, slots.length);
            while (slots[slot] != 0) {
                long place = (slots[slot] & 0xFFFF_FFFFL) - 1;
                if (slots[slot] >>> 32 == hash && arena.matches(place, text)) {
                    return place;
                }
                slot = next(slot, slots.length);
            }
            long place = arena.append(text);
            slots[slot] = hash << 32 | place + 1;
            used++;
            if (used > slots.length / 4 * 3) {
                grow();
            }
            return place;
        }

        private void grow() {
            long[] larger = new long[slots.length + slots.length / 2];
            for (long entry : slots) {
                if (entry != 0) {
                    int slot = start(entry >>> 32, larger.length);
                    while (larger[slot] != 0) {
                        slot = next(slot, larger.length);
                    }
                    larger[slot] = entry;
                }
            }
            budget.hold((larger.length - slots.length) * 8L);
            slots = larger;
        }

        /** The high bits of the hash choose the slot: so the capacity may be any number. */
        private static int start(long hash, int capacity) {
            return (int) (hash * capacity >>> 32);
        }

        private static int next(int slot, int capacity) {
            return slot + 1 == capacity ? 0 : slot + 1;
        }
    }
}
