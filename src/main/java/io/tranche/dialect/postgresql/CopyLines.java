package io.tranche.dialect.postgresql;

import io.tranche.row.BatchHandler;
import io.tranche.row.LineBatch;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** {@code COPY … TO STDOUT} as batches of lines. The driver gives exactly one line a call. */
final class CopyLines {
    private static final Logger LOG = Logger.getLogger(CopyLines.class.getName());
    private static final int BATCH_BYTES = 512 << 10;
    private static final int BATCH_ROWS = 8192;

    /** A lookup may find one row, and often does. */
    private static final int FIRST_BYTES = 1 << 10;

    private CopyLines() {}

    /** @return rows read. If the handler fails, the server is told to stop; the transaction has then failed. */
    static long read(PGConnection connection, String select, BatchHandler handler) throws SQLException {
        CopyOut copy = connection.getCopyAPI().copyOut("COPY (" + select + "\n) TO STDOUT");
        try {
            return pump(copy, handler);
        } finally {
            if (copy.isActive()) {
                cancel(copy);
            }
        }
    }

    private static long pump(CopyOut copy, BatchHandler handler) throws SQLException {
        long rows = 0;
        int capacity = FIRST_BYTES;
        LineBatch batch = new LineBatch(capacity);
        for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
            batch.line(line, 0, line.length);
            if (batch.size() >= BATCH_BYTES || batch.rows() >= BATCH_ROWS) {
                rows += batch.rows();
                capacity = Math.max(capacity, Math.min(batch.size() + batch.size() / 8, BATCH_BYTES * 2));
                handler.accept(batch);
                batch = new LineBatch(capacity);
            }
        }
        if (batch.rows() > 0) {
            rows += batch.rows();
            handler.accept(batch);
        }
        return rows;
    }

    /** The failure that brought us here is the one to tell of. */
    private static void cancel(CopyOut copy) {
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            LOG.log(Level.FINE, "while a COPY was cancelled", e);
        }
    }
}
