package io.tranche.copy;

import io.tranche.row.LineBatch;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a row holds, in 32 bytes: SHA-256, so that no two contents share one. One thread. */
final class RowDigest {
    private final int carried;
    private final MessageDigest digest;

    /** @param carried fields at the head of the line that do not belong to the row */
    RowDigest(int carried) {
        this.carried = carried;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    ByteBuffer of(LineBatch batch, int row) {
        int at = batch.requireText().start(row);
        for (int field = 0; field < carried; at++) {
            if (batch.bytes()[at] == '\t') {
                field++;
            }
        }
        digest.update(batch.bytes(), at, batch.end(row) - at);
        return ByteBuffer.wrap(digest.digest());
    }

    /** Of a line's first fields alone, as {@link #of} would give it if they were the whole line. */
    ByteBuffer ofHead(LineBatch batch, int row, int fields) {
        int from = batch.requireText().start(row);
        int to = from;
        for (int field = 0; field < fields; to++) {
            if (batch.bytes()[to] == '\t' || batch.bytes()[to] == '\n') {
                field++;
            }
        }
        digest.update(batch.bytes(), from, to - 1 - from);
        digest.update((byte) '\n');
        return ByteBuffer.wrap(digest.digest());
    }
}
