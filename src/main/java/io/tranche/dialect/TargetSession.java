package io.tranche.dialect;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.row.LineBatch;
import io.tranche.row.RowForm;
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
     * As {@link #load(Table, List)}.
     *
     * @param form of the rows: one that {@link Dialect#rowForm} names for the columns, or text
     */
    default RowSink load(Table table, List<Column> columns, RowForm form) {
        if (form != RowForm.TEXT) {
            throw new IllegalArgumentException(table.name() + " takes no rows that are " + form);
        }
        return load(table, columns);
    }

    /**
     * As {@link #load(Table, List)}, slowly and strictly, so that a refused row is found and named exactly. For a second try after a
     * load whose rows were not all stored.
     */
    RowSink loadStrictly(Table table, List<Column> columns);

    /**
     * Deletes the rows whose columns equal, as the database compares, one of the asked keys; keys that no row has are passed
     * over. As in a load, no foreign key and no trigger acts (those that the session's settings cannot keep still are
     * {@link Target#disturbing}): rows that refer to a deleted one stay.
     *
     * @param asked any number of keys
     * @return rows deleted
     */
    long delete(Table table, Asked asked);

    /**
     * Deletes, for each line, one row that has exactly its values: for tables that have no key to tell rows apart. Each is
     * looked for in the whole table.
     *
     * @param columns the lines' fields, in order
     * @return rows deleted
     */
    long deleteCopies(Table table, List<Column> columns, LineBatch lines);

    /**
     * Starts a load whose rows take the place of those with the same key, and of no others: a row that is in conflict with
     * another one over another unique key is refused as in a load. Exact as {@link #load(Table, List)}. Of a row that was there nothing
     * stays: columns of the table that the lines do not have take their defaults. The contract is that of {@link #load(Table, List)}; the
     * sink deletes and stores some rows at a time, all in the session's transaction.
     *
     * @param columns the lines' fields behind the carried ones, in order
     * @param key never NULL in a line, and different in each line
     */
    default RowSink replace(Table table, List<Column> columns, LineKey key) {
        return new ReplacingSink(this, table, columns, key);
    }

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
