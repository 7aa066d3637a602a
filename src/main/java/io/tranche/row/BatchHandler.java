package io.tranche.row;

/** Takes batches of rows as they are read. */
@FunctionalInterface
public interface BatchHandler {
    /** The batch belongs to the handler from here on; the reader starts a new one. Called by the reading thread. */
    void accept(LineBatch batch);
}
