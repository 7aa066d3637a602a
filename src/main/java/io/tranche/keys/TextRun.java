package io.tranche.keys;

import java.util.Arrays;

/** Handles, as unsigned 32 bits, in the order of their texts; those before the start are used up. */
final class TextRun {
    private final TextArena arena;
    private final int[] handles;
    private int start;
    private byte[] head;

    TextRun(TextArena arena, int[] sorted) {
        this.arena = arena;
        this.handles = sorted;
    }

    int size() {
        return handles.length - start;
    }

    /** A run of the same handles, to walk over without using them up, from behind a text. */
    TextRun behind(byte[] text) {
        TextRun rest = new TextRun(arena, handles);
        int low = start;
        int high = handles.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(arena.read(handle(middle)), text) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        rest.start = low;
        return rest;
    }

    /** As {@link #behind}, from the start. */
    TextRun whole() {
        TextRun rest = new TextRun(arena, handles);
        rest.start = start;
        return rest;
    }

    /** The text of the next handle. */
    byte[] head() {
        if (head == null) {
            head = arena.read(handle(start));
        }
        return head;
    }

    /** Uses up the next handle. */
    long next() {
        head = null;
        return handle(start++);
    }

    private long handle(int i) {
        return Integer.toUnsignedLong(handles[i]);
    }
}
