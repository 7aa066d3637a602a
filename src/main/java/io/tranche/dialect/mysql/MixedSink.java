package io.tranche.dialect.mysql;

import io.tranche.row.LineBatch;
import io.tranche.row.RowSink;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Loads by LOAD DATA what that is good at, and inserts rows of megabytes between one load and the next. The connection has one
 * of them under way at a time.
 */
final class MixedSink implements RowSink {
    private final Supplier<RowSink> loads;
    private final Inserts inserts;
    private final long most;
    private RowSink load;
    private long rows;

    /**
     * @param loads begins a load
     * @param inserts for wide rows and those beside them
     * @param most batches that are larger than this are loaded whatever is in them
     */
    MixedSink(Supplier<RowSink> loads, Inserts inserts, long most) {
        this.loads = loads;
        this.inserts = inserts;
        this.most = most;
    }

    @Override
    public void write(LineBatch batch) {
        if (!isWide(batch) || batch.size() > most) {
            if (load == null) {
                load = loads.get();
            }
            load.write(batch);
            return;
        }
        endLoad();
        try {
            inserts.insert(batch, 0, batch.rows());
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
        rows += batch.rows();
    }

    private static boolean isWide(LineBatch batch) {
        for (int row = 0; batch.size() >= WideRow.BYTES && row < batch.rows(); row++) {
            if (WideRow.isWide(batch, row)) {
                return true;
            }
        }
        return false;
    }

    private void endLoad() {
        if (load != null) {
            rows += load.finish();
            load = null;
        }
    }

    @Override
    public long finish() {
        endLoad();
        return rows;
    }

    @Override
    public void abort() {
        if (load != null) {
            load.abort();
        }
    }
}
