package io.tranche.sync;

import io.tranche.dialect.Reader;
import io.tranche.dialect.TargetSession;

/**
 * What a table is repaired with. One thread uses it.
 *
 * @param session writes; its open transaction is committed when the step has ended
 * @param source reads the source, at the moment of {@link Strategy#find}
 * @param bounds whether a step may commit in between
 */
public record Writing(TargetSession session, Reader source, Bounds bounds) {
    /** How far a transaction reaches. */
    public enum Bounds {
        /** A step may commit whenever what it wrote so far can stand alone. */
        FREE,
        /** All steps of all tables that refer to each other are one transaction. */
        ONE_TRANSACTION
    }

    /** Commits what was written so far, where that is allowed. */
    public void commitPart() {
        if (bounds == Bounds.FREE) {
            session.commit();
        }
    }
}
