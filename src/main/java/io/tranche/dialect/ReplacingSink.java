package io.tranche.dialect;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.row.KeyBatch;
import io.tranche.row.LineBatch;
import io.tranche.row.RowSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes by key, then loads. A row goes the same way as any other row, so it arrives as exactly; and a value that another row
 * holds in a unique key is refused, where an update on conflict would have changed that other row.
 */
final class ReplacingSink implements RowSink {
    /** Rows of one deletion and one load; bounds what is held in memory, too. */
    private static final int ROWS = 10_000;

    private static final long BYTES = 8 << 20;

    private final TargetSession session;
    private final Table table;
    private final List<Column> columns;
    private final LineKey key;
    private final List<LineBatch> waiting = new ArrayList<>();
    private long waitingBytes;
    private long waitingRows;
    private long stored;

    ReplacingSink(TargetSession session, Table table, List<Column> columns, LineKey key) {
        this.session = session;
        this.table = table;
        this.columns = List.copyOf(columns);
        this.key = key;
    }

    @Override
    public void write(LineBatch batch) {
        waiting.add(batch);
        waitingBytes += batch.size();
        waitingRows += batch.rows();
        if (waitingRows >= ROWS || waitingBytes >= BYTES) {
            send();
        }
    }

    private void send() {
        for (LineBatch batch : waiting) {
            KeyBatch keys = key.fields().read(batch).keys();
            if (keys.size() != batch.rows()) {
                throw new IllegalStateException("a line without a key cannot replace a row of " + table.name());
            }
            session.delete(table, new Asked(key.columns(), key.form(), keys));
        }
        RowSink load = session.load(table, columns);
        try {
            for (LineBatch batch : waiting) {
                batch.cut(key.carried());
                load.write(batch);
            }
            stored += load.finish();
        } catch (RuntimeException | Error e) {
            load.abort();
            throw e;
        }
        waiting.clear();
        waitingBytes = 0;
        waitingRows = 0;
    }

    @Override
    public long finish() {
        if (!waiting.isEmpty()) {
            send();
        }
        return stored;
    }

    /** Nothing is under way between two calls. */
    @Override
    public void abort() {
        waiting.clear();
    }
}
