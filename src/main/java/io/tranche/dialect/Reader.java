package io.tranche.dialect;

import io.tranche.catalog.Table;
import io.tranche.row.BatchHandler;
import io.tranche.row.KeyBatch;
import java.util.List;
import java.util.Optional;

/**
 * One connection that reads, inside a snapshot. One thread at a time uses it; {@link #close} gives it back.
 *
 * <p>Failures of the server are {@link SqlFailure}s.
 */
public interface Reader extends AutoCloseable {
    /** Streams the rows. An exception of the handler ends the reading (without draining it) and is passed on. */
    long read(Query query, BatchHandler handler);

    /**
     * Streams the rows whose columns equal, as the database compares, one of the asked keys (children of parents). A limit
     * of the query counts over all asked keys, whatever their number.
     */
    long readMatching(Query query, Asked asked, BatchHandler handler);

    /**
     * As {@link #readMatching}, and tells which keys found nothing (parents of children).
     *
     * @return the asked keys that no row has, regardless of {@code query}'s conditions, as the database itself says
     */
    KeyBatch lookup(Query query, Asked asked, BatchHandler handler);

    /**
     * Streams the rows above those with asked keys: the rows that they refer to over a reference of their table to itself,
     * what these refer to, and so on, in one question to the server. Each is sent once, in any order, whether it was asked
     * for itself or not; a reference that leads in a circle, or to no row, ends the way.
     *
     * @return rows
     */
    long readAbove(Query query, Asked asked, Ascent ascent, BatchHandler handler);

    /**
     * Parts a table into ranges of about {@code rows} rows each, which together cover it, open at both ends. One open range
     * where the table is small, or its key cannot be parted cheaply.
     */
    List<KeyRange> split(Table table, long rows);

    /**
     * Parts what a query reads into chunks for this snapshot: ranges that together cover the table, open at both ends, of
     * which each has the server look at about {@code rows} rows. One open range where that is all there is to look at.
     */
    List<KeyRange> chunks(Query query, long rows);

    /** Has the server parse and plan a query without running it; gives its words if it refuses. */
    Optional<String> rejection(Query query);

    /** Runs any SELECT; values as text, NULL as null. For small answers. */
    List<List<String>> rows(String sql);

    /** Hash functions that this server has, by preference: names for {@link Dialect#rowHash}. */
    List<String> hashFunctions();

    /**
     * Counts rows and sums their hashes by bucket.
     *
     * @param query without order and limit
     * @param bucket SQL of {@link Dialect#bucket}
     * @param hash SQL of {@link Dialect#rowHash}
     * @return for each bucket that has rows: its number, its rows, and the sum of their hashes, as texts
     */
    List<List<String>> sums(Query query, String bucket, String hash);

    /** Asks the server to stop what this reader is doing. Any thread may call it. */
    void cancel();

    @Override
    void close();
}
