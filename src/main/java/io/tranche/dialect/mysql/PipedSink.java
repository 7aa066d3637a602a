package io.tranche.dialect.mysql;

import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import io.tranche.row.LineBatch;
import io.tranche.row.RowSink;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** A load that runs on a thread of its own, beside the one that reads rows. */
final class PipedSink implements RowSink {
    private final LineQueue queue = new LineQueue();
    private final FutureTask<Void> work;
    private long rows;

    /** Sends what a queue gives; told of each batch before it is queued. */
    interface Loading {
        /** Called by the writing thread, for what must be counted before the bytes are gone. */
        void count(LineBatch batch);

        /** Sends everything and checks it. Called once, on the loading thread. */
        void run(LineQueue queue) throws SQLException, InterruptedException;
    }

    private final Loading loading;

    PipedSink(Loading loading, Executor threads) {
        this.loading = loading;
        this.work = new FutureTask<>(() -> {
            loading.run(queue);
            return null;
        });
        threads.execute(work);
    }

    @Override
    public void write(LineBatch batch) {
        loading.count(batch);
        rows += batch.rows();
        try {
            if (!queue.put(batch, work::isDone)) {
                await();
                throw new IllegalStateException("the load ended before its rows did");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public long finish() {
        try {
            queue.end(work::isDone);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        await();
        return rows;
    }

    @Override
    public void abort() {
        queue.abort();
        boolean interrupted = false;
        while (true) {
            try {
                work.get();
                break;
            } catch (InterruptedException e) {
                // the connection is in use until the load has ended
                interrupted = true;
            } catch (ExecutionException | CancellationException e) {
                // whoever aborts knows already, and rolls back
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            work.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof SQLException sql) {
            return SqlFailures.of(sql);
        }
        if (cause instanceof RunFailure || cause instanceof SqlFailure) {
            return (RuntimeException) cause;
        }
        return new IllegalStateException(cause);
    }

    private static SqlFailure interrupted() {
        Thread.currentThread().interrupt();
        return new SqlFailure(SqlFailure.Kind.OTHER, "interrupted while loading rows", null);
    }
}
