package io.tranche.row;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Keys as exact bytes: the fields of the key as they stand in a line, escaped, joined by tabs. Equal bytes are equal keys;
 * keys that differ in bytes may still be equal to the database.
 */
public final class TextKeys implements KeyBatch {
    public static final TextKeys EMPTY = new TextKeys(new byte[0], new int[1], 0);

    private final byte[] bytes;
    private final int[] ends;
    private final int size;

    /** @param ends {@code ends[i + 1]} is the index behind key i; {@code ends[0]} is 0 */
    private TextKeys(byte[] bytes, int[] ends, int size) {
        this.bytes = bytes;
        this.ends = ends;
        this.size = size;
    }

    /** Takes the arrays without a copy: the caller gives them away. */
    static TextKeys wrap(byte[] bytes, int[] ends, int size) {
        return new TextKeys(bytes, ends, size);
    }

    public static TextKeys of(List<byte[]> keys) {
        int[] ends = new int[keys.size() + 1];
        int total = 0;
        for (int i = 0; i < keys.size(); i++) {
            total += keys.get(i).length;
            ends[i + 1] = total;
        }
        byte[] bytes = new byte[total];
        for (int i = 0; i < keys.size(); i++) {
            System.arraycopy(keys.get(i), 0, bytes, ends[i], keys.get(i).length);
        }
        return new TextKeys(bytes, ends, keys.size());
    }

    @Override
    public int size() {
        return size;
    }

    /** A copy of key {@code i}. */
    public byte[] get(int i) {
        if (i >= size) {
            throw new IndexOutOfBoundsException(i);
        }
        return Arrays.copyOfRange(bytes, ends[i], ends[i + 1]);
    }

    @Override
    public Object value(int i) {
        return ByteBuffer.wrap(get(i));
    }

    @Override
    public KeyBatch only(BitSet which) {
        return of(which.stream().mapToObj(this::get).toList());
    }
}
