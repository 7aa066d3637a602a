package io.tranche.row;

import java.util.List;

/** Fields of {@link RowForm#BINARY} rows; numbers are big-endian. Immutable and thread-safe. */
public final class BinaryFields extends Fields {
    private static final int COUNT_BYTES = 2;
    private static final int LENGTH_BYTES = 4;

    private final List<FieldText> texts;

    /** @param texts one for each field, in order */
    public BinaryFields(List<FieldText> texts) {
        this.texts = List.copyOf(texts);
    }

    @Override
    RowForm form() {
        return RowForm.BINARY;
    }

    @Override
    int first(int row) {
        return row + COUNT_BYTES;
    }

    @Override
    int next(byte[] bytes, int at) {
        return at + LENGTH_BYTES + Math.max(0, length(bytes, at));
    }

    @Override
    boolean isNull(byte[] bytes, int at) {
        return length(bytes, at) < 0;
    }

    private static int length(byte[] bytes, int at) {
        return (int) number(bytes, at, LENGTH_BYTES);
    }

    /** @param count of bytes, from 1 to 8 */
    private static long number(byte[] bytes, int at, int count) {
        long value = bytes[at];
        for (int i = 1; i < count; i++) {
            value = value << Byte.SIZE | bytes[at + i] & 0xff;
        }
        return value;
    }

    @Override
    long integer(byte[] bytes, int at) {
        return integer(bytes, at + LENGTH_BYTES, length(bytes, at));
    }

    private static long integer(byte[] bytes, int from, int count) {
        if (count != Short.BYTES && count != Integer.BYTES && count != Long.BYTES) {
            throw new IllegalStateException("an integer column holds a value of " + count + " bytes");
        }
        return number(bytes, from, count);
    }

    @Override
    void text(byte[] bytes, int at, int field, ByteBuilder to) {
        texts.get(field).append(bytes, at + LENGTH_BYTES, length(bytes, at), to);
    }

    @Override
    boolean isOne(byte[] bytes, int at) {
        return length(bytes, at) == 1 && bytes[at + LENGTH_BYTES] == '1';
    }

    /** The count takes the place of the end of the last field that goes. */
    @Override
    int beginAt(byte[] bytes, int at, int cut) {
        int start = at - COUNT_BYTES;
        int left = texts.size() - cut;
        bytes[start] = (byte) (left >> Byte.SIZE);
        bytes[start + 1] = (byte) left;
        return start;
    }

    @Override
    Fields behind(int cut) {
        return new BinaryFields(texts.subList(cut, texts.size()));
    }

    /** The text of a signed integer of 2, 4 or 8 bytes. */
    public static void integerText(byte[] bytes, int from, int count, ByteBuilder to) {
        to.append(Long.toString(integer(bytes, from, count)));
    }
}
