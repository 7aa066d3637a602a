package io.tranche.row;

/**
 * Where rows end up: a bulk load into one table of a target, inside the target session's current transaction. One thread
 * calls it. After any exception only {@link #abort} may be called.
 */
public interface RowSink {
    /**
     * Hands lines over; may return before they are stored, and blocks while the sink is behind. The batch belongs to the
     * sink from here on.
     *
     * @throws io.tranche.error.RunFailure if an earlier line was refused
     */
    void write(LineBatch batch);

    /**
     * Ends the load and waits for the server.
     *
     * @return rows stored, which equals the rows written
     * @throws io.tranche.error.RunFailure if any row was not stored exactly; names table, key and the server's words. The
     *     caller rolls back.
     */
    long finish();

    /** Ends the load without storing, leaving the connection fit for a rollback; may be called after anything. */
    void abort();
}
