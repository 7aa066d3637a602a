package io.tranche.sync;

import static java.util.Objects.requireNonNull;

import io.tranche.dialect.OpenTransactions;
import java.time.Duration;

/**
 * How far back rows may still appear that a snapshot does not see.
 *
 * @param open the source's open transactions, asked for before the snapshot was opened
 * @param asked {@link System#nanoTime} from before they were asked for
 */
public record Horizon(OpenTransactions open, long asked) {
    public Horizon {
        requireNonNull(open, "open");
    }

    /** As of now, since the snapshot may be as young as this. */
    Duration reach() {
        return open.age().plusNanos(System.nanoTime() - asked);
    }
}
