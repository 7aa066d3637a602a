package io.tranche.keys;

/** Where a {@link LongRun}'s blocks are. Written once, from front to end, before it is read. One thread at a time. */
sealed interface RunBytes permits HeapBytes, FileBytes {
    void append(byte[] bytes, int length);

    /** To be called behind the last byte. */
    void finish();

    void read(long from, byte[] into, int length);

    void close();
}
