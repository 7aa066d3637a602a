package io.tranche.run;

import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Target;
import io.tranche.diff.Scratch;
import io.tranche.progress.Listener;
import io.tranche.sync.ScratchTable;
import java.util.Optional;

/** Where a run's differences go that outgrow memory. A database is connected to when the first of them do. Thread-safe. */
final class ScratchSpace implements AutoCloseable {
    private final Optional<ConnectionConfig> connection;
    private final Listener listener;
    private Target target;
    private ScratchTable table;

    /** @param connection that of {@code scratch:}; empty for files */
    ScratchSpace(Optional<ConnectionConfig> connection, Listener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    Scratch scratch() {
        return connection.map(config -> Scratch.in(() -> table(config).pile())).orElse(Scratch.FILES);
    }

    private synchronized ScratchTable table(ConnectionConfig config) {
        if (table == null) {
            target = Dialects.of(config).openTarget(config, listener);
            table = ScratchTable.in(target);
        }
        return table;
    }

    @Override
    public synchronized void close() {
        if (target != null) {
            target.close();
        }
    }
}
