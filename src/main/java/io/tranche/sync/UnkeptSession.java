package io.tranche.sync;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Asked;
import io.tranche.dialect.TargetSession;
import io.tranche.row.LineBatch;
import io.tranche.row.RowSink;
import java.util.List;

/** Takes rows, and keeps none of them: for units that are carried out for their keys alone. */
final class UnkeptSession implements TargetSession {
    @Override
    public RowSink load(Table table, List<Column> columns) {
        return new Counter();
    }

    @Override
    public RowSink loadStrictly(Table table, List<Column> columns) {
        return new Counter();
    }

    private static final class Counter implements RowSink {
        private long rows;

        @Override
        public void write(LineBatch batch) {
            rows += batch.rows();
        }

        @Override
        public long finish() {
            return rows;
        }

        @Override
        public void abort() {
            rows = 0;
        }
    }

    @Override
    public void commit() {
        // nothing is open
    }

    @Override
    public void rollback() {
        // nothing is open
    }

    @Override
    public void cancel() {
        // nothing goes on
    }

    @Override
    public void close() {
        // nothing is open
    }

    @Override
    public long delete(Table table, Asked asked) {
        throw unsupported();
    }

    @Override
    public long deleteCopies(Table table, List<Column> columns, LineBatch lines) {
        throw unsupported();
    }

    @Override
    public boolean claimTarget() {
        throw unsupported();
    }

    @Override
    public long execute(String sql, Object... parameters) {
        throw unsupported();
    }

    @Override
    public List<List<String>> rows(String sql, Object... parameters) {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("there is no database behind this session");
    }
}
