package io.tranche.copy;

import io.tranche.dialect.Output;
import io.tranche.dialect.TargetSession;
import io.tranche.plan.TablePlan;
import io.tranche.row.LineBatch;
import io.tranche.row.RowSink;

/** A load that begins with its first row: most lookups at the end of a traversal find nothing new. One thread. */
final class LazyLoad {
    private final TargetSession session;
    private final TablePlan table;
    private final Loading loading;
    private RowSink sink;

    enum Loading {
        FAST,
        /** Finds the row that the server refuses. */
        STRICT
    }

    LazyLoad(TargetSession session, TablePlan table, Loading loading) {
        this.session = session;
        this.table = table;
        this.loading = loading;
    }

    void write(LineBatch batch) {
        if (sink == null) {
            var columns = table.columns().stream().map(Output::column).toList();
            sink = switch (loading) {
                case FAST -> session.load(table.table(), columns, table.form());
                case STRICT -> session.loadStrictly(table.table(), columns);
            };
        }
        sink.write(batch);
    }

    long finish() {
        return sink == null ? 0 : sink.finish();
    }

    void abort() {
        if (sink != null) {
            sink.abort();
        }
    }
}
