package io.tranche.dialect;

import io.tranche.config.ConnectionConfig;
import io.tranche.progress.Listener;

/** What is said of connections that others can listen to. */
public final class Encryption {
    private Encryption() {}

    /** @param encrypted what the server says of a session that was just opened */
    public static void warnIfPlain(ConnectionConfig connection, boolean encrypted, Listener listener) {
        if (!encrypted && !connection.isLocal()) {
            listener.warning("The connection to " + connection.name()
                    + " is not encrypted: rows can be read on the way. `tls: verify-full` (or require) encrypts it, where the"
                    + " server can.");
        }
    }
}
