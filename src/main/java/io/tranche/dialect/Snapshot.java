package io.tranche.dialect;

/** Readers that see one moment of the source. Thread-safe. */
public interface Snapshot extends AutoCloseable {
    /** How the moment was fixed, for the user: {@code consistent snapshots under a read lock held 4 ms}. */
    String description();

    /** The source's position at this moment (binlog, GTID, LSN …), opaque; empty where the server tells none. */
    String position();

    /**
     * Whether everything that counts to a position, which was asked for before this snapshot was opened, is seen by the
     * readers. Only then may the position stand for what they read.
     */
    default boolean shows(Position earlier) {
        return false;
    }

    /** The moment that {@code NOW()} stands for in all readers, in the dialect's own spelling. */
    String now();

    /** How many readers there are; may be fewer than asked for. */
    int readers();

    /** Borrows a reader, waiting for a free one. */
    Reader reader();

    /** Asks the server to stop whatever the readers are doing, and ends. */
    @Override
    void close();
}
