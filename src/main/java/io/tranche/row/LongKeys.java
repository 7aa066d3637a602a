package io.tranche.row;

import java.util.Arrays;
import java.util.BitSet;

/** Keys of one integer column as 64-bit patterns; an unsigned column uses all 64 bits. */
public final class LongKeys implements KeyBatch {
    public static final LongKeys EMPTY = new LongKeys(new long[0], 0);

    private final long[] values;
    private final int size;

    private LongKeys(long[] values, int size) {
        this.values = values;
        this.size = size;
    }

    public static LongKeys of(long... values) {
        return new LongKeys(values.clone(), values.length);
    }

    /** Takes the array without a copy: the caller gives it away. */
    public static LongKeys wrap(long[] values, int size) {
        return new LongKeys(values, size);
    }

    @Override
    public int size() {
        return size;
    }

    public long get(int i) {
        if (i >= size) {
            throw new IndexOutOfBoundsException(i);
        }
        return values[i];
    }

    @Override
    public Object value(int i) {
        return get(i);
    }

    @Override
    public KeyBatch only(BitSet which) {
        long[] chosen = which.stream().mapToLong(this::get).toArray();
        return wrap(chosen, chosen.length);
    }

    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
