package io.tranche.diff;

import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.error.Interruption;
import io.tranche.row.KeyBatch;
import io.tranche.row.LineBatch;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The lines of a query, one after the other, read ahead by a thread of its own, so that two of them can be walked side by
 * side while both servers work. One thread uses it.
 */
final class LineFlow implements AutoCloseable {
    private static final int BATCHES_AHEAD = 3;
    private static final LineBatch END = new LineBatch(1);

    private final Reader reader;
    private final ComparedLines lines;
    private final BlockingQueue<LineBatch> queue = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final Thread thread;
    private volatile boolean unwanted;
    private volatile Throwable failure;
    private boolean ended;
    private LineBatch batch = END;
    private KeyBatch keys;
    private int row;

    LineFlow(String name, Reader reader, Query query, ComparedLines lines) {
        this.reader = reader;
        this.lines = lines;
        this.thread = new Thread(() -> read(query), name);
        thread.setDaemon(true);
        thread.start();
        turn();
    }

    private void read(Query query) {
        try {
            reader.read(query, this::hand);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        hand(END);
    }

    private void hand(LineBatch next) {
        try {
            queue.put(next);
        } catch (InterruptedException e) {
            unwanted = true;
        }
        if (unwanted && next != END) {
            throw new Interruption("The comparison was stopped.");
        }
    }

    /** Whether there is a line. */
    boolean present() {
        return batch != END;
    }

    void advance() {
        row++;
        if (row == batch.rows()) {
            turn();
        }
    }

    private void turn() {
        do {
            batch = take();
        } while (batch != END && batch.rows() == 0);
        keys = null;
        row = 0;
    }

    private LineBatch take() {
        try {
            LineBatch next = queue.take();
            if (next == END) {
                ended = true;
                rethrow();
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption("The comparison was stopped.");
        }
    }

    private void rethrow() {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    boolean sameLine(LineFlow other) {
        return Arrays.equals(
                batch.bytes(),
                batch.start(row),
                batch.end(row),
                other.batch.bytes(),
                other.batch.start(other.row),
                other.batch.end(other.row));
    }

    Digest digest(Digest.Maker maker) {
        return maker.of(batch, row);
    }

    /** The keys of the batch that the line stands in; the line's own is {@link #index}. */
    KeyBatch keys() {
        if (keys == null) {
            keys = lines.keys(batch);
        }
        return keys;
    }

    int index() {
        return row;
    }

    /** Ends the reading, and waits for its end: the reader is free then. */
    @Override
    public void close() {
        unwanted = true;
        if (!ended) {
            reader.cancel();
        }
        while (!ended) {
            try {
                ended = queue.take() == END;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
