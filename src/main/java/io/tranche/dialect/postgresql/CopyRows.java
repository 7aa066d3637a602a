package io.tranche.dialect.postgresql;

import io.tranche.dialect.Query;
import io.tranche.row.BatchHandler;
import io.tranche.row.LineBatch;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** {@code COPY … TO STDOUT} as batches of rows. The driver gives exactly one message a call. */
final class CopyRows {
    private static final Logger LOG = Logger.getLogger(CopyRows.class.getName());
    private static final int BATCH_BYTES = 512 << 10;
    private static final int BATCH_ROWS = 8192;

    /** A lookup may find one row, and often does. */
    private static final int FIRST_BYTES = 1 << 10;

    private CopyRows() {}

    /**
     * Reads the rows of a query.
     *
     * @param select its text
     * @return rows read. If the handler fails, the server is told to stop; the transaction has then failed.
     */
    static long read(PGConnection connection, Query query, String select, BatchHandler handler) throws SQLException {
        CopyMessages messages =
                switch (query.form()) {
                    case TEXT -> CopyMessages.TEXT;
                    case BINARY -> new BinaryMessages(BinaryTypes.fields(query));
                };
        CopyOut copy =
                connection.getCopyAPI().copyOut("COPY (" + select + "\n) TO STDOUT" + CopyOptions.of(query.form()));
        try {
            return pump(copy, messages, handler);
        } finally {
            if (copy.isActive()) {
                cancel(copy);
            }
        }
    }

    private static long pump(CopyOut copy, CopyMessages messages, BatchHandler handler) throws SQLException {
        long rows = 0;
        int capacity = FIRST_BYTES;
        LineBatch batch = messages.batch(capacity);
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            messages.add(message, batch);
            if (batch.size() >= BATCH_BYTES || batch.rows() >= BATCH_ROWS) {
                rows += batch.rows();
                capacity = Math.max(capacity, Math.min(batch.size() + batch.size() / 8, BATCH_BYTES * 2));
                handler.accept(batch);
                batch = messages.batch(capacity);
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
