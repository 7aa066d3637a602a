package io.tranche.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A server whose process can be ended in order and started anew, at the same address and with the same data. */
public record RestartableServer(TestServer server, Restart again) {
    /** Ends the process and starts another one, which answers when this returns. */
    public interface Restart {
        void run() throws IOException;
    }

    public void restart() {
        try {
            again.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
