package io.tranche.diff;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * How often each digest occurs: open addressing over flat arrays, 20 bytes a slot, as a map of objects would take five times
 * as much. Grows as needed. Not thread-safe.
 */
public final class DigestCounts {
    private static final int BYTES_PER_SLOT = 20;
    private static final int BYTES_PER_DIGEST = 20;
    private static final int DIGESTS_PER_PIECE = 5_000;

    private long[] high = new long[1_024];
    private long[] low = new long[1_024];
    /** 0: the slot is free; n: the digest is there n − 1 times. */
    private int[] marks = new int[1_024];

    private int used;
    private long remaining;

    public void add(Digest digest) {
        if (2 * (used + 1) > marks.length) {
            grow();
        }
        int slot = slot(digest.high(), digest.low());
        if (marks[slot] == 0) {
            high[slot] = digest.high();
            low[slot] = digest.low();
            marks[slot] = 1;
            used++;
        }
        marks[slot]++;
        remaining++;
    }

    /** Takes one occurrence away, if there is one; says whether there was. */
    public boolean remove(Digest digest) {
        int slot = slot(digest.high(), digest.low());
        boolean there = marks[slot] > 1;
        if (there) {
            marks[slot]--;
            remaining--;
        }
        return there;
    }

    /** Adds all occurrences that remain in another one. */
    void addAll(DigestCounts other) {
        other.forEach(this::add);
    }

    /** Tells of each occurrence that remains. */
    void forEach(Consumer<Digest> action) {
        for (int slot = 0; slot < marks.length; slot++) {
            for (int count = 1; count < marks[slot]; count++) {
                action.accept(new Digest(high[slot], low[slot]));
            }
        }
    }

    DigestCounts copy() {
        DigestCounts copy = new DigestCounts();
        copy.addAll(this);
        return copy;
    }

    /** Memory that this and another one together take, once they are one. */
    long bytesWith(DigestCounts other) {
        return (long) BYTES_PER_SLOT * 2 * (used + other.used);
    }

    /** Hands all that remains out as bytes, some at a time. */
    void write(Consumer<byte[]> out) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES_PER_DIGEST * DIGESTS_PER_PIECE);
        for (int slot = 0; slot < marks.length; slot++) {
            if (marks[slot] > 1) {
                buffer.putLong(high[slot]).putLong(low[slot]).putInt(marks[slot] - 1);
                if (!buffer.hasRemaining()) {
                    out.accept(buffer.array().clone());
                    buffer.clear();
                }
            }
        }
        out.accept(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    /** Reads what {@link #write} wrote, to its end. */
    static DigestCounts read(DataInputStream in) throws IOException {
        DigestCounts counts = new DigestCounts();
        for (byte[] bytes = in.readNBytes(BYTES_PER_DIGEST);
                bytes.length == BYTES_PER_DIGEST;
                bytes = in.readNBytes(BYTES_PER_DIGEST)) {
            ByteBuffer digest = ByteBuffer.wrap(bytes);
            Digest found = new Digest(digest.getLong(), digest.getLong());
            for (int count = digest.getInt(); count > 0; count--) {
                counts.add(found);
            }
        }
        return counts;
    }

    /** Occurrences that were added and not taken away. */
    public long remaining() {
        return remaining;
    }

    private int slot(long highBits, long lowBits) {
        int mask = marks.length - 1;
        int slot = (int) highBits & mask;
        while (marks[slot] != 0 && (high[slot] != highBits || low[slot] != lowBits)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldMarks = marks;
        high = new long[oldMarks.length * 2];
        low = new long[oldMarks.length * 2];
        marks = new int[oldMarks.length * 2];
        for (int i = 0; i < oldMarks.length; i++) {
            if (oldMarks[i] != 0) {
                int slot = slot(oldHigh[i], oldLow[i]);
                high[slot] = oldHigh[i];
                low[slot] = oldLow[i];
                marks[slot] = oldMarks[i];
            }
        }
    }
}
