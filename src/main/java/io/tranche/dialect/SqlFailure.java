package io.tranche.dialect;

import java.sql.SQLException;

/**
 * A server said no, or is gone. Carries what a retry needs to know; whoever catches it knows table and key and makes a
 * {@link io.tranche.error.RunFailure} of it.
 */
public final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    public enum Kind {
        /** Deadlock, lock wait: the same unit may succeed at once. */
        TRANSIENT,
        /** The connection is gone; a new one may do. */
        CONNECTION_LOST,
        /** A privilege is missing. */
        DENIED,
        /** The structure is not what it was when the catalog was read. */
        STRUCTURE_CHANGED,
        /** Disk full and the like: a retry is useless. */
        EXHAUSTED,
        OTHER
    }

    /** @param message the server's own words, without values of rows */
    public SqlFailure(Kind kind, String message, SQLException cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
