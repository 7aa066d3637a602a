package io.tranche.dialect.postgresql;

import io.tranche.row.BinaryFields;
import io.tranche.row.LineBatch;
import java.util.Arrays;

/** Binary rows. The first message begins with the header, the last one is the trailer, or ends with it if there is no row. */
final class BinaryMessages implements CopyMessages {
    private final BinaryFields fields;
    private boolean begun;

    BinaryMessages(BinaryFields fields) {
        this.fields = fields;
    }

    @Override
    public LineBatch batch(int capacity) {
        return LineBatch.binary(capacity, fields);
    }

    @Override
    public void add(byte[] message, LineBatch batch) {
        int from = begun ? 0 : BinaryCopy.headerLength(message);
        begun = true;
        boolean end = Arrays.equals(message, from, message.length, BinaryCopy.TRAILER, 0, BinaryCopy.TRAILER.length);
        if (from < message.length && !end) {
            batch.binaryRow(message, from, message.length - from);
        }
    }
}
