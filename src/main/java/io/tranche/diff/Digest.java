package io.tranche.diff;

import io.tranche.row.LineBatch;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of the SHA-256 of a line. Lines are injective (fields are parted by bytes that are escaped within them,
 * NULL is written as no value can be), so that equal digests mean equal rows but for a chance of 2⁻¹²⁸.
 */
public record Digest(long high, long low) {

    /** Makes digests of lines. Not thread-safe. */
    public static final class Maker {
        private final MessageDigest sha = sha256();

        /** Of row {@code row}, behind what was cut. */
        public Digest of(LineBatch batch, int row) {
            sha.update(batch.bytes(), batch.start(row), batch.end(row) - batch.start(row));
            ByteBuffer hash = ByteBuffer.wrap(sha.digest());
            return new Digest(hash.getLong(), hash.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
