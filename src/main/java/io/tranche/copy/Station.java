package io.tranche.copy;

import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;

/** What one worker works with: a reader in the run's snapshot and a session of the target. One thread, but {@link #cancel}. */
public final class Station implements AutoCloseable {
    private final Reader reader;
    private final TargetSession session;

    Station(Snapshot snapshot, Target target) {
        reader = snapshot.reader();
        try {
            session = target.session();
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

    /** Asks both servers to stop what they do for this worker. Any thread may call it. */
    void cancel() {
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
