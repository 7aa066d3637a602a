package io.tranche.dialect.postgresql;

import io.tranche.row.LineBatch;
import io.tranche.row.RowSink;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One COPY per batch, waited for: a refused row is always found among the lines at hand. */
final class StrictSink implements RowSink {
    private final PGConnection connection;
    private final LoadTarget target;
    private long stored;

    StrictSink(PGConnection connection, LoadTarget target) {
        this.connection = connection;
        this.target = target;
    }

    @Override
    public void write(LineBatch batch) {
        RecentLines lines = new RecentLines();
        lines.add(batch);
        try {
            CopyIn copy = connection.getCopyAPI().copyIn(target.statement());
            RowWriter writer = new RowWriter(copy, target.form());
            writer.write(batch);
            writer.finish();
            long count = copy.endCopy();
            LoadFailure.refuseUnlessStored(target, batch.rows(), count);
            stored += count;
        } catch (SQLException e) {
            throw LoadFailure.of(target, e, lines);
        }
    }

    @Override
    public long finish() {
        return stored;
    }

    @Override
    public void abort() {
        // each batch has ended already
    }
}
