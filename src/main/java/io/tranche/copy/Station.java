package io.tranche.copy;

import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.TargetSession;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What one worker works with: a reader in the run's snapshot and a session of the target. One thread, but {@link #cancel}. */
public final class Station implements AutoCloseable {
    private final Supplier<TargetSession> sessions;
    private final Reader reader;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private volatile TargetSession session;

    Station(Snapshot snapshot, Supplier<TargetSession> sessions) {
        this.sessions = sessions;
        reader = snapshot.reader();
        try {
            session = sessions.get();
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    public Reader reader() {
        return reader;
    }

    public TargetSession session() {
        return session;
    }

    /**
     * Opens another session of the target in place of one whose connection is lost. The reader finds another connection to
     * the snapshot by itself, where there is one.
     *
     * @throws io.tranche.dialect.SqlFailure if the target does not answer; the station can be renewed again
     */
    void renew() {
        TargetSession next = sessions.get();
        TargetSession lost = session;
        session = next;
        lost.close();
    }

    /** Waits. @return whether the time has passed without this worker being cancelled */
    boolean pause(Duration time) {
        try {
            return !cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether {@link #cancel} has been called: what then fails was ended, and nothing is wrong with it. */
    boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** Asks both servers to stop what they do for this worker. Any thread may call it. */
    void cancel() {
        cancelled.countDown();
        try {
            reader.cancel();
        } finally {
            session.cancel();
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } finally {
            reader.close();
        }
    }
}
