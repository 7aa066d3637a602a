package io.tranche.dialect.mysql;

import io.tranche.row.LineBatch;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Batches on their way from the thread that makes them to the one that sends them. */
final class LineQueue {
    /** Enough to keep both sides busy; times workers, it is what rows in flight take of the memory. */
    private static final int BATCHES = 4;

    private static final LineBatch END = new LineBatch(1);

    private final BlockingQueue<LineBatch> batches = new LinkedBlockingQueue<>(BATCHES);
    private volatile boolean aborted;

    /**
     * Waits for room.
     *
     * @param given whether nobody takes any more
     * @return false if so
     */
    boolean put(LineBatch batch, BooleanSupplier given) throws InterruptedException {
        while (!given.getAsBoolean()) {
            if (batches.offer(batch, 100, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    void end(BooleanSupplier given) throws InterruptedException {
        put(END, given);
    }

    /** Ends it at once: what is queued is not sent. */
    void abort() {
        aborted = true;
        batches.clear();
        batches.add(END);
    }

    /** The next batch, or null at the end. */
    LineBatch take() throws InterruptedException {
        LineBatch next = batches.take();
        return aborted || next == END ? null : next;
    }

    /** A batch that is there already, or null. Never the end. */
    private LineBatch takeIfThere() {
        LineBatch next = batches.peek();
        return next == null || next == END || aborted ? null : batches.poll();
    }

    /** The lines as one stream of bytes. It ends early when aborted: a stream that throws would cost the connection. */
    InputStream stream() {
        return new LineStream();
    }

    private final class LineStream extends InputStream {
        private LineBatch batch = new LineBatch(1);
        private int row;
        private int at;
        private int end;
        private boolean over;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            int copied = 0;
            while (copied < length && (at < end || advance(copied > 0))) {
                int count = Math.min(length - copied, end - at);
                System.arraycopy(batch.bytes(), at, into, offset + copied, count);
                at += count;
                copied += count;
            }
            return copied == 0 ? -1 : copied;
        }

        /** Moves on to lines that lie together; false at the end, or if that would mean to wait. */
        private boolean advance(boolean onlyIfThere) {
            while (row >= batch.rows()) {
                if (over) {
                    return false;
                }
                LineBatch next = onlyIfThere ? takeIfThere() : waitForNext();
                if (next == null) {
                    over = !onlyIfThere;
                    return false;
                }
                batch = next;
                row = 0;
            }
            at = batch.start(row);
            end = batch.end(row);
            row++;
            while (row < batch.rows() && batch.start(row) == end) {
                end = batch.end(row);
                row++;
            }
            return true;
        }

        private LineBatch waitForNext() {
            try {
                return take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }
}
