package io.tranche.keys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which bucket a page belongs to: the first two bytes of the SHA-1 of its place, which Lua in Redis can compute too. One
 * thread at a time.
 */
final class Buckets {
    static final int COUNT = 1 << 16;

    private final MessageDigest digest;

    Buckets() {
        try {
            digest = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** @param length how many of the bytes are the place */
    int bucket(byte[] place, int length) {
        digest.update(place, 0, length);
        byte[] hash = digest.digest();
        return (hash[0] & 0xFF) << 8 | hash[1] & 0xFF;
    }
}
