package io.tranche.diff;

import java.io.InputStream;

/**
 * Where what memory is not to hold goes: keys and digests of rows that differ.
 *
 * @param mostBytes what one collection may hold in memory
 * @param place where the rest goes
 */
public record Scratch(int mostBytes, Place place) {
    private static final int USUAL_BYTES = 16 << 20;

    /** Temporary files that only their owner may read. */
    public static final Scratch FILES = in(ScratchFile::new);

    /** With the usual memory. */
    public static Scratch in(Place place) {
        return new Scratch(USUAL_BYTES, place);
    }

    /** Makes piles. Thread-safe. */
    @FunctionalInterface
    public interface Place {
        /** An empty one, whose owner closes it. */
        Pile pile();
    }

    /**
     * Bytes in the order in which they came. One thread at a time uses it; failures are {@link io.tranche.error.RunFailure}s.
     */
    public interface Pile extends AutoCloseable {
        void append(byte[] bytes);

        /** All bytes so far, from the first; may be called again. */
        InputStream read();

        /** Removes them. */
        @Override
        void close();
    }
}
