package io.tranche.dialect;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.row.RowSink;
import java.util.List;

/**
 * One connection that writes. One thread at a time uses it. The first statement after a commit or rollback begins a
 * transaction. Failures of the server are {@link SqlFailure}s; what a load refuses is a
 * {@link io.tranche.error.RunFailure} that names table, key and reason.
 */
public interface TargetSession extends AutoCloseable {
    /**
     * Starts a bulk load. Nothing else may be done with the session until the sink is finished or aborted.
     *
     * @param columns the lines' fields, in order
     */
    RowSink load(Table table, List<Column> columns);

    /**
     * As {@link #load}, slowly and strictly, so that a refused row is found and named exactly. For a second try after a
     * load whose rows were not all stored.
     */
    RowSink loadStrictly(Table table, List<Column> columns);

    /**
     * Claims the whole target for this session, until it is closed or its connection ends. Waits a few seconds for another
     * one that may just be going away.
     *
     * @return whether it was free
     */
    boolean claimTarget();

    /** Runs a statement; {@code parameters} are bound. Returns the rows it changed. */
    long execute(String sql, Object... parameters);

    /** Runs a SELECT; {@code parameters} are bound; values as text, NULL as null. */
    List<List<String>> rows(String sql, Object... parameters);

    void commit();

    void rollback();

    /** Asks the server to stop what this session is doing. Any thread may call it. */
    void cancel();

    /** Rolls back what is open and gives the connection back. */
    @Override
    void close();
}
