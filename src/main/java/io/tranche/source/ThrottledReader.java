package io.tranche.source;

import io.tranche.catalog.Table;
import io.tranche.dialect.Ascent;
import io.tranche.dialect.Asked;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.error.Interruption;
import io.tranche.row.BatchHandler;
import io.tranche.row.KeyBatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A reader that waits where its throttle says so: before statements for the load, between batches for the rate. */
final class ThrottledReader implements Reader {
    private final Reader reader;
    private final Throttle throttle;
    private final CountDownLatch cancelled = new CountDownLatch(1);

    ThrottledReader(Reader reader, Throttle throttle) {
        this.reader = reader;
        this.throttle = throttle;
    }

    @Override
    public long read(Query query, BatchHandler handler) {
        throttle.enter(this::pause);
        return reader.read(query, paced(handler));
    }

    @Override
    public long readMatching(Query query, Asked asked, BatchHandler handler) {
        throttle.enter(this::pause);
        return reader.readMatching(query, asked, paced(handler));
    }

    @Override
    public KeyBatch lookup(Query query, Asked asked, BatchHandler handler) {
        throttle.enter(this::pause);
        return reader.lookup(query, asked, paced(handler));
    }

    /** Batches are counted before the handler, which may drop rows of them. */
    private BatchHandler paced(BatchHandler handler) {
        return batch -> {
            throttle.passed(batch.rows(), this::pause);
            handler.accept(batch);
        };
    }

    private void pause(long nanoseconds) {
        try {
            if (cancelled.await(nanoseconds, TimeUnit.NANOSECONDS)) {
                throw new Interruption("Interrupted while reading was held back.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption("Interrupted while reading was held back.");
        }
    }

    @Override
    public long readAbove(Query query, Asked asked, Ascent ascent, BatchHandler handler) {
        throttle.enter(this::pause);
        return reader.readAbove(query, asked, ascent, paced(handler));
    }

    @Override
    public List<KeyRange> split(Table table, long rows) {
        return reader.split(table, throttle.chunk(rows));
    }

    @Override
    public List<KeyRange> chunks(Query query, long rows) {
        return reader.chunks(query, throttle.chunk(rows));
    }

    @Override
    public Optional<String> rejection(Query query) {
        return reader.rejection(query);
    }

    @Override
    public List<List<String>> rows(String sql) {
        throttle.enter(this::pause);
        return reader.rows(sql);
    }

    @Override
    public List<String> hashFunctions() {
        return reader.hashFunctions();
    }

    @Override
    public List<List<String>> sums(Query query, String bucket, String hash) {
        throttle.enter(this::pause);
        return reader.sums(query, bucket, hash);
    }

    @Override
    public void cancel() {
        cancelled.countDown();
        reader.cancel();
    }

    @Override
    public void close() {
        reader.close();
    }
}
