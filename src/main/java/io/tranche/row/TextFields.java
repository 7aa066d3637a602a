package io.tranche.row;

/** Fields of lines: parted by tabs, escaped; the last one ends with the line. */
final class TextFields extends Fields {
    static final TextFields INSTANCE = new TextFields();

    private TextFields() {}

    @Override
    RowForm form() {
        return RowForm.TEXT;
    }

    @Override
    int first(int row) {
        return row;
    }

    @Override
    int next(byte[] bytes, int at) {
        int i = at;
        while (bytes[i] != '\t' && bytes[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    @Override
    boolean isNull(byte[] bytes, int at) {
        return bytes[at] == '\\' && bytes[at + 1] == 'N' && isEnd(bytes[at + 2]);
    }

    private static boolean isEnd(byte b) {
        return b == '\t' || b == '\n';
    }

    @Override
    long integer(byte[] bytes, int from) {
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
        if (digits == at || !isEnd(bytes[at])) {
            throw new IllegalStateException("an integer key column holds something else than an integer");
        }
        return negative ? -value : value;
    }

    @Override
    void text(byte[] bytes, int at, int field, ByteBuilder to) {
        to.append(bytes, at, next(bytes, at) - 1 - at);
    }

    @Override
    boolean isOne(byte[] bytes, int at) {
        return bytes[at] == '1' && isEnd(bytes[at + 1]);
    }

    @Override
    int beginAt(byte[] bytes, int at, int cut) {
        return bytes[at - 1] == '\n' ? at - 1 : at;
    }

    @Override
    Fields behind(int cut) {
        return this;
    }
}
