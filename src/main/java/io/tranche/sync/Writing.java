package io.tranche.sync;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Dialect.ReferenceChecks;
import io.tranche.dialect.Reader;
import io.tranche.dialect.TargetSession;
import io.tranche.row.RowSink;
import java.util.List;

/**
 * What a table is repaired with. One thread uses it.
 *
 * @param session writes; its open transaction is committed when the step has ended
 * @param source reads the source, at the moment of {@link Strategy#find}
 * @param bounds whether a step may commit in between
 * @param loading strict where the fast way has failed before
 * @param references whether foreign keys are looked at: then a row that others refer to must be changed in its place
 */
public record Writing(
        TargetSession session, Reader source, Bounds bounds, Loading loading, ReferenceChecks references) {
    /** How rows are stored. */
    public enum Loading {
        FAST,
        /** So that the first row that is refused is found and named. */
        STRICT
    }

    /** How far a transaction reaches. */
    public enum Bounds {
        /** A step may commit whenever what it wrote so far can stand alone. */
        FREE,
        /** All steps of all tables that refer to each other are one transaction. */
        ONE_TRANSACTION
    }

    /** Starts to store rows; nothing else may be done with the session until the sink is finished or aborted. */
    public RowSink load(Table table, List<Column> columns) {
        return switch (loading) {
            case FAST -> session.load(table, columns);
            case STRICT -> session.loadStrictly(table, columns);
        };
    }

    /** Commits what was written so far, where that is allowed. */
    public void commitPart() {
        if (bounds == Bounds.FREE) {
            session.commit();
        }
    }
}
