package io.tranche.row;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Rows in flight. Most are lines of text in the databases' own bulk format: fields are parted by tabs, {@code \N} is NULL, and
 * backslash, tab, newline (and carriage return on PostgreSQL) are escaped with a backslash; each line ends with a newline.
 * Bytes are in whatever encoding the column has: nothing here decodes them. PostgreSQL's may be {@link RowForm#BINARY}.
 *
 * <p>A line may begin with carried fields, which the plan asked for and the target must not see: {@link #cut} moves the
 * line's start behind them. A batch is filled by one thread, handed over, and then belongs to the one who took it.
 */
public final class LineBatch {
    private static final byte[] NULL = {'\\', 'N'};

    private byte[] bytes;
    private int length;
    private int[] starts;
    private int[] ends;
    private int rows;
    private boolean atLineStart = true;
    private Fields fields;

    /**
     * For lines of text.
     *
     * @param capacity expected size in bytes; the batch grows as needed
     */
    public LineBatch(int capacity) {
        this(capacity, TextFields.INSTANCE);
    }

    private LineBatch(int capacity, Fields fields) {
        this.fields = fields;
        bytes = new byte[capacity];
        starts = new int[Math.max(16, capacity / 64)];
        ends = new int[starts.length];
    }

    /** For binary rows. */
    public static LineBatch binary(int capacity, BinaryFields fields) {
        return new LineBatch(capacity, fields);
    }

    public RowForm form() {
        return fields.form();
    }

    /** @throws IllegalStateException if the rows are no lines of text */
    public LineBatch requireText() {
        if (form() != RowForm.TEXT) {
            throw new IllegalStateException("rows that are " + form() + " are taken for lines");
        }
        return this;
    }

    Fields fields() {
        return fields;
    }

    /** Number of complete lines. */
    public int rows() {
        return rows;
    }

    /** Bytes held, cut and dropped ones included: the measure for handing a batch over. */
    public int size() {
        return length;
    }

    /** Bytes of memory that the batch keeps, full or not. */
    public int footprint() {
        return bytes.length + (starts.length + ends.length) * Integer.BYTES;
    }

    /** The backing array; valid until the batch is next changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where row {@code row} begins, behind what was cut. */
    public int start(int row) {
        return starts[row];
    }

    /** Where row {@code row} ends: the index behind its last byte, in text its newline. */
    public int end(int row) {
        return ends[row];
    }

    /** Appends a field; it is escaped on the way. {@code null} is NULL. */
    public void field(byte[] value) {
        if (value == null) {
            rawField(NULL, 0, NULL.length);
            return;
        }
        open(2 * value.length + 2);
        byte[] to = bytes;
        int at = length;
        for (byte b : value) {
            switch (b) {
                case '\\' -> {
                    to[at++] = '\\';
                    to[at++] = '\\';
                }
                case '\t' -> {
                    to[at++] = '\\';
                    to[at++] = 't';
                }
                case '\n' -> {
                    to[at++] = '\\';
                    to[at++] = 'n';
                }
                default -> to[at++] = b;
            }
        }
        length = at;
    }

    /** Appends a field that is escaped already. */
    public void rawField(byte[] value, int from, int count) {
        open(count + 2);
        System.arraycopy(value, from, bytes, length, count);
        length += count;
    }

    /** Ends the line whose fields were appended. */
    public void endLine() {
        ensure(1);
        bytes[length++] = '\n';
        atLineStart = true;
        close();
    }

    /** Appends a whole line; its newline is added if it is missing. */
    public void line(byte[] line, int from, int count) {
        int start = length;
        ensure(count + 1);
        System.arraycopy(line, from, bytes, length, count);
        length += count;
        if (count == 0 || bytes[length - 1] != '\n') {
            bytes[length++] = '\n';
        }
        grow();
        starts[rows] = start;
        close();
    }

    /** Appends a binary row. */
    public void binaryRow(byte[] row, int from, int count) {
        ensure(count);
        grow();
        starts[rows] = length;
        System.arraycopy(row, from, bytes, length, count);
        length += count;
        close();
    }

    /** Hides the first {@code count} fields of every row; of a line that has no others, its newline stays. */
    public void cut(int count) {
        if (count == 0) {
            return;
        }
        for (int row = 0; row < rows; row++) {
            int at = fields.first(starts[row]);
            for (int seen = 0; seen < count; seen++) {
                at = fields.next(bytes, at);
            }
            starts[row] = fields.beginAt(bytes, at, count);
        }
        fields = fields.behind(count);
    }

    /** Drops every row whose bit is clear. */
    public void keep(BitSet rowsToKeep) {
        int kept = 0;
        for (int row = rowsToKeep.nextSetBit(0); row >= 0 && row < rows; row = rowsToKeep.nextSetBit(row + 1)) {
            starts[kept] = starts[row];
            ends[kept] = ends[row];
            kept++;
        }
        rows = kept;
    }

    private void open(int count) {
        ensure(count + 1);
        if (atLineStart) {
            grow();
            starts[rows] = length;
            atLineStart = false;
        } else {
            bytes[length++] = '\t';
        }
    }

    private void close() {
        ends[rows] = length;
        rows++;
    }

    private void grow() {
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, rows * 2);
            ends = Arrays.copyOf(ends, rows * 2);
        }
    }

    private void ensure(int count) {
        if (bytes.length - length < count) {
            long wanted = Math.max((long) bytes.length * 2, (long) length + count);
            if ((long) length + count > Integer.MAX_VALUE - 16) {
                throw new IllegalStateException("a batch of rows grew beyond 2 GiB");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
    }
}
