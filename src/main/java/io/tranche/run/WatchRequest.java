package io.tranche.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What a user asked of {@code watch}.
 *
 * @param interval from the end of a round to the beginning of the next
 */
public record WatchRequest(SyncRequest sync, Duration interval, Optional<Endpoint> metrics) {
    /**
     * Where figures can be asked for.
     *
     * @param port 0 for any free one
     */
    public record Endpoint(String host, int port) {}

    public WatchRequest {
        requireNonNull(sync, "sync");
        requireNonNull(interval, "interval");
    }
}
