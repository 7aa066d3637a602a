package io.tranche.source;

import io.tranche.dialect.Asked;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.row.BatchHandler;
import io.tranche.row.KeyBatch;

/** A reader that workers use in turn. Thread-safe. */
final class SharedReader implements AutoCloseable {
    private final Reader reader;

    SharedReader(Reader reader) {
        this.reader = reader;
    }

    synchronized KeyBatch lookup(Query query, Asked asked, BatchHandler handler) {
        return reader.lookup(query, asked, handler);
    }

    /** From any thread, as {@link Reader#cancel}. */
    void cancel() {
        reader.cancel();
    }

    @Override
    public void close() {
        reader.close();
    }
}
