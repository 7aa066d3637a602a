package io.tranche.source;

import io.tranche.catalog.Table;
import io.tranche.dialect.Ascent;
import io.tranche.dialect.Asked;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.row.BatchHandler;
import io.tranche.row.KeyBatch;
import java.util.List;
import java.util.Optional;

/** A reader on one of several servers. Keys that it finds no row for are asked for on the others. */
final class ReplicaReader implements Reader {
    private final Reader reader;
    private final List<SharedReader> others;
    private final Runnable givenBack;

    ReplicaReader(Reader reader, List<SharedReader> others, Runnable givenBack) {
        this.reader = reader;
        this.others = List.copyOf(others);
        this.givenBack = givenBack;
    }

    @Override
    public long read(Query query, BatchHandler handler) {
        return reader.read(query, handler);
    }

    @Override
    public long readMatching(Query query, Asked asked, BatchHandler handler) {
        return reader.readMatching(query, asked, handler);
    }

    @Override
    public KeyBatch lookup(Query query, Asked asked, BatchHandler handler) {
        KeyBatch missing = reader.lookup(query, asked, handler);
        for (SharedReader other : others) {
            if (missing.isEmpty()) {
                return missing;
            }
            missing = other.lookup(query, new Asked(asked.columns(), asked.form(), missing), handler);
        }
        return missing;
    }

    @Override
    public long readAbove(Query query, Asked asked, Ascent ascent, BatchHandler handler) {
        return reader.readAbove(query, asked, ascent, handler);
    }

    @Override
    public List<KeyRange> split(Table table, long rows) {
        return reader.split(table, rows);
    }

    @Override
    public List<KeyRange> chunks(Query query, long rows) {
        return reader.chunks(query, rows);
    }

    @Override
    public Optional<String> rejection(Query query) {
        return reader.rejection(query);
    }

    @Override
    public List<List<String>> rows(String sql) {
        return reader.rows(sql);
    }

    @Override
    public List<String> hashFunctions() {
        return reader.hashFunctions();
    }

    @Override
    public List<List<String>> sums(Query query, String bucket, String hash) {
        return reader.sums(query, bucket, hash);
    }

    @Override
    public void cancel() {
        reader.cancel();
        others.forEach(SharedReader::cancel);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } finally {
            givenBack.run();
        }
    }
}
