package io.tranche.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow. One thread. */
public final class ByteBuilder {
    private byte[] bytes;
    private int length;

    ByteBuilder(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    /** The backing array; valid until something is appended. */
    byte[] bytes() {
        return bytes;
    }

    public void append(byte[] from, int start, int count) {
        ensure(count);
        System.arraycopy(from, start, bytes, length, count);
        length += count;
    }

    public void append(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    /** @param text of ASCII characters */
    public void append(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        append(ascii, 0, ascii.length);
    }

    private void ensure(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
