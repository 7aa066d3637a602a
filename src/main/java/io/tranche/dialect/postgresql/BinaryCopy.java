package io.tranche.dialect.postgresql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands around the rows of a binary COPY. Source: PostgreSQL's manual, COPY, "Binary Format". */
final class BinaryCopy {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    /** The signature, no flags, and nothing further. */
    static final byte[] HEADER = Arrays.copyOf(SIGNATURE, SIGNATURE.length + Integer.BYTES + Integer.BYTES);

    static final byte[] TRAILER = {-1, -1};

    private BinaryCopy() {}

    /** The bytes before the first row. */
    static int headerLength(byte[] message) {
        boolean signed = message.length >= HEADER.length
                && Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
        if (!signed) {
            throw new IllegalStateException("a binary COPY began without its signature");
        }
        return HEADER.length + ByteBuffer.wrap(message).getInt(HEADER.length - Integer.BYTES);
    }
}
