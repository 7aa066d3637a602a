package io.tranche.dialect;

import io.tranche.catalog.TableName;
import java.util.List;
import java.util.Optional;

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

    /**
     * The position in a form that is the same on every server of these rows: two snapshots with equal ones show the same.
     * Empty where the server, or the way in which the moment was fixed, proves none.
     */
    Optional<String> sharedPosition();

    /** The moment that {@code NOW()} stands for in all readers, in the dialect's own spelling. */
    String now();

    /** How many readers there are; may be fewer than asked for. */
    int readers();

    /** Borrows a reader, waiting for a free one. */
    Reader reader();

    /**
     * Those tables of the wish that were altered, emptied or replaced since the moment, as far as the server could not be
     * kept from it: what was read of them may be wrong. To be asked when everything is read.
     */
    List<TableName> changed();

    /** Asks the server to stop whatever the readers are doing, and ends. */
    @Override
    void close();
}
