package io.tranche.row;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Takes one key out of each row of a batch.
 *
 * <p>Immutable and thread-safe; each {@link #read} makes its own result.
 */
public final class KeyColumns {
    private final int[] fields;
    private final boolean integer;
    private final int last;

    /**
     * @param fields positions in the row, carried fields included, in key order
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
     * The keys of a batch's rows.
     *
     * @param keys the non-NULL keys in the order of their rows
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
        Fields layout = batch.fields();
        long[] values = new long[batch.rows()];
        int[] rows = new int[batch.rows()];
        int found = 0;
        for (int row = 0; row < batch.rows(); row++) {
            if (only != null && !only.get(row)) {
                continue;
            }
            int at = layout.first(batch.start(row));
            for (int field = 0; field < last; field++) {
                at = layout.next(bytes, at);
            }
            if (layout.isNull(bytes, at)) {
                continue;
            }
            values[found] = layout.integer(bytes, at);
            rows[found++] = row;
        }
        return new Found(LongKeys.wrap(values, found), found == batch.rows() ? null : Arrays.copyOf(rows, found));
    }

    private Found readTexts(LineBatch batch, BitSet only) {
        byte[] bytes = batch.bytes();
        Fields layout = batch.fields();
        ByteBuilder texts = new ByteBuilder(Math.max(64, batch.rows() * 16));
        int[] ends = new int[batch.rows() + 1];
        int[] rows = new int[batch.rows()];
        int[] starts = new int[last + 1];
        int found = 0;
        for (int row = 0; row < batch.rows(); row++) {
            if (only != null && !only.get(row)) {
                continue;
            }
            starts[0] = layout.first(batch.start(row));
            for (int field = 0; field < last; field++) {
                starts[field + 1] = layout.next(bytes, starts[field]);
            }
            if (hasNull(layout, bytes, starts)) {
                continue;
            }
            for (int i = 0; i < fields.length; i++) {
                if (i > 0) {
                    texts.append('\t');
                }
                layout.text(bytes, starts[fields[i]], fields[i], texts);
            }
            rows[found++] = row;
            ends[found] = texts.length();
        }
        return new Found(
                TextKeys.wrap(texts.bytes(), ends, found), found == batch.rows() ? null : Arrays.copyOf(rows, found));
    }

    private boolean hasNull(Fields layout, byte[] bytes, int[] starts) {
        for (int field : fields) {
            if (layout.isNull(bytes, starts[field])) {
                return true;
            }
        }
        return false;
    }
}
