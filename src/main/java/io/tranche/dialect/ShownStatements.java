package io.tranche.dialect;

import io.tranche.progress.Listener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells which statements read rows, each once, as a detail. Ranges and keys are values of rows and are left out of them by
 * those who tell. Thread-safe.
 */
public final class ShownStatements {
    private final Listener listener;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    public ShownStatements(Listener listener) {
        this.listener = listener;
    }

    /** A statement as it is sent. */
    public void sends(String sql) {
        listener.reads(sql);
    }

    public void reads(String sql) {
        if (shown.add(sql)) {
            listener.detail("Reads: " + sql.replaceAll("\\s*\\n\\s*", " "));
        }
    }
}
