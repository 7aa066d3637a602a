package io.tranche.verify;

import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import java.util.concurrent.TimeUnit;

/** Tells of a table whose parts are compared one by one. Thread-safe. */
final class TableProgress {
    private final Listener listener;
    private final String table;
    private int partsLeft;
    private long started;
    private boolean begun;
    private long rows;

    TableProgress(Listener listener, String table, int parts) {
        this.listener = listener;
        this.table = table;
        this.partsLeft = parts;
    }

    /** A part begins; {@code expectedRows} of the whole table. */
    synchronized void started(long expectedRows) {
        if (!begun) {
            begun = true;
            started = System.nanoTime();
            listener.on(new Event.TableStarted(Phase.VERIFY, table, expectedRows));
        }
    }

    /** A part ends, with its rows. */
    synchronized void finished(long partRows) {
        rows += partRows;
        partsLeft--;
        if (partsLeft == 0) {
            long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            listener.on(new Event.TableFinished(Phase.VERIFY, table, rows, milliseconds));
        }
    }
}
