package io.tranche.dialect.postgresql;

import io.tranche.row.LineBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The lines that were sent last. The server refuses a row when later ones are on their way already; this is enough to find it
 * in nearly all cases, and {@link StrictSink} finds it in the others. Thread-safe.
 */
final class RecentLines {
    private static final int BYTES = 6 << 20;

    private final Deque<LineBatch> batches = new ArrayDeque<>();
    private long forgotten;
    private long bytes;

    /** What counts is the memory kept: lookups make batches of one line. */
    synchronized void add(LineBatch batch) {
        batches.add(batch);
        bytes += batch.footprint();
        while (bytes > BYTES && batches.size() > 1) {
            LineBatch oldest = batches.remove();
            bytes -= oldest.footprint();
            forgotten += oldest.rows();
        }
    }

    /** @param line from 1, as the server counts */
    synchronized Optional<String> nameOf(LoadTarget target, long line) {
        long row = line - 1 - forgotten;
        for (LineBatch batch : batches) {
            if (row >= 0 && row < batch.rows()) {
                return Optional.of(target.nameOf(batch, (int) row)).filter(name -> !name.isEmpty());
            }
            row -= batch.rows();
        }
        return Optional.empty();
    }
}
