package io.tranche.row;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Takes one key out of each line of a batch.
 *
 * <p>Immutable and thread-safe; each {@link #read} makes its own result.
 */
public final class KeyColumns {
    private final int[] fields;
    private final boolean integer;
    private final int last;

    /**
     * @param fields positions in the line, carried fields included, in key order
     * @param integer whether the key is one integer column and is to be read as a 64-bit value
     */
    public KeyColumns(int[] fields, boolean integer) {
        this.fields = fields.clone();
        this.integer = integer;
        if (fields.length == 0 || integer && fields.length != 1) {
            throw new IllegalArgumentException("a key of the fields " + Arrays.toString(fields));
        }
        this.last = Arrays.stream(fields).max().getAsInt();
    }

    /**
     * The keys of a batch's lines.
     *
     * @param keys the non-NULL keys in the order of their lines
     * @param rows the row of each key, or null if every row has one
     */
    public record Found(KeyBatch keys, int[] rows) {
        /** The row in the batch that key {@code i} came from. */
        public int row(int i) {
            return rows == null ? i : rows[i];
        }
    }

    /** The keys of all rows; rows in which any of the key's fields is NULL have none. */
    public Found read(LineBatch batch) {
        return read(batch, null);
    }

    /** The keys of those rows whose bit is set; {@code null} means all. */
    public Found read(LineBatch batch, BitSet only) {
        return integer ? readLongs(batch, only) : readTexts(batch, only);
    }

    private Found readLongs(LineBatch batch, BitSet only) {
        byte[] bytes = batch.bytes();
        long[] values = new long[batch.rows()];
        int[] rows = new int[batch.rows()];
        int found = 0;
        for (int row = 0; row < batch.rows(); row++) {
            if (only != null && !only.get(row)) {
                continue;
            }
            int at = batch.start(row);
            for (int field = 0; field < last; field++) {
                at = nextField(bytes, at);
            }
            if (bytes[at] == '\\' && bytes[at + 1] == 'N') {
                continue;
            }
            values[found] = parse(bytes, at);
            rows[found++] = row;
        }
        return new Found(LongKeys.wrap(values, found), found == batch.rows() ? null : Arrays.copyOf(rows, found));
    }

    private Found readTexts(LineBatch batch, BitSet only) {
        byte[] bytes = batch.bytes();
        byte[] texts = new byte[Math.max(64, batch.rows() * 16)];
        int[] ends = new int[batch.rows() + 1];
        int[] rows = new int[batch.rows()];
        int[] starts = new int[last + 2];
        int length = 0;
        int found = 0;
        for (int row = 0; row < batch.rows(); row++) {
            if (only != null && !only.get(row)) {
                continue;
            }
            starts[0] = batch.start(row);
            for (int field = 0; field <= last; field++) {
                starts[field + 1] = nextField(bytes, starts[field]);
            }
            if (hasNull(bytes, starts)) {
                continue;
            }
            for (int i = 0; i < fields.length; i++) {
                int count = starts[fields[i] + 1] - 1 - starts[fields[i]];
                if (texts.length - length < count + 1) {
                    texts = Arrays.copyOf(texts, Math.max(texts.length * 2, length + count + 1));
                }
                if (i > 0) {
                    texts[length++] = '\t';
                }
                System.arraycopy(bytes, starts[fields[i]], texts, length, count);
                length += count;
            }
            rows[found++] = row;
            ends[found] = length;
        }
        return new Found(TextKeys.wrap(texts, ends, found), found == batch.rows() ? null : Arrays.copyOf(rows, found));
    }

    private boolean hasNull(byte[] bytes, int[] starts) {
        for (int field : fields) {
            int at = starts[field];
            if (starts[field + 1] - at == 3 && bytes[at] == '\\' && bytes[at + 1] == 'N') {
                return true;
            }
        }
        return false;
    }

    /** The index behind the tab or newline that ends the field at {@code at}. */
    private static int nextField(byte[] bytes, int at) {
        int i = at;
        while (bytes[i] != '\t' && bytes[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    private static long parse(byte[] bytes, int from) {
        int at = from;
        boolean negative = bytes[at] == '-';
        if (negative) {
            at++;
        }
        long value = 0;
        int digits = at;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            value = value * 10 + (bytes[at] - '0');
        }
        if (digits == at || bytes[at] != '\t' && bytes[at] != '\n') {
            throw new IllegalStateException("an integer key column holds something else than an integer");
        }
        return negative ? -value : value;
    }
}
