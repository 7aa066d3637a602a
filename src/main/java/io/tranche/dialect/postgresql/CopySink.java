package io.tranche.dialect.postgresql;

import io.tranche.row.LineBatch;
import io.tranche.row.RowForm;
import io.tranche.row.RowSink;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * {@code COPY … FROM STDIN}. A thread of its own writes, so that reading and writing overlap. COPY stores all rows or fails:
 * nothing need be counted twice.
 */
final class CopySink implements RowSink {
    private static final int WAITING_BATCHES = 4;
    private static final LineBatch END = new LineBatch(1);

    private final CopyIn copy;
    private final LoadTarget target;
    private final RowWriter writer;
    private final RecentLines recent = new RecentLines();
    private final BlockingQueue<LineBatch> queue = new ArrayBlockingQueue<>(WAITING_BATCHES);
    private final Thread thread;

    private volatile Throwable failure;
    private volatile boolean aborted;
    private boolean ended;
    private long written;
    private long stored;

    private CopySink(CopyIn copy, LoadTarget target) {
        this.copy = copy;
        this.target = target;
        this.writer = new RowWriter(copy, target.form());
        this.thread = new Thread(this::work, "copy-" + target.table());
        thread.setDaemon(true);
    }

    static RowSink start(PGConnection connection, LoadTarget target) {
        try {
            CopySink sink = new CopySink(connection.getCopyAPI().copyIn(target.statement()), target);
            sink.thread.start();
            return sink;
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public void write(LineBatch batch) {
        refuseAfterFailure();
        written += batch.rows();
        put(batch);
    }

    @Override
    public long finish() {
        end();
        refuseAfterFailure();
        LoadFailure.refuseUnlessStored(target, written, stored);
        return stored;
    }

    @Override
    public void abort() {
        aborted = true;
        end();
    }

    private void put(LineBatch batch) {
        try {
            queue.put(batch);
        } catch (InterruptedException e) {
            throw Connections.interrupted();
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        put(END);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw Connections.interrupted();
        }
    }

    private void refuseAfterFailure() {
        Throwable cause = failure;
        if (cause instanceof SQLException e) {
            throw LoadFailure.of(target, e, recent);
        }
        if (cause != null) {
            throw new IllegalStateException("the writer of " + target.table() + " broke down", cause);
        }
    }

    /** Takes batches to the end even after a failure: the other thread must never wait for nobody. */
    private void work() {
        while (true) {
            try {
                LineBatch batch = queue.take();
                if (batch == END) {
                    finishCopy();
                    return;
                }
                if (failure == null && !aborted) {
                    remember(batch);
                    writer.write(batch);
                }
            } catch (SQLException | InterruptedException | RuntimeException e) {
                failure = e;
            }
        }
    }

    /** Binary rows are not named. */
    private void remember(LineBatch batch) {
        if (batch.form() == RowForm.TEXT) {
            recent.add(batch);
        }
    }

    private void finishCopy() throws SQLException {
        try {
            if (failure == null && !aborted) {
                writer.finish();
                stored = copy.endCopy();
            } else if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            if (failure == null) {
                failure = e;
            }
        }
    }
}
