package io.tranche.dialect;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server is busy with.
 *
 * @param lag how far it is behind its primary, or its standbys behind it, as far as it tells; empty where there is no such lag,
 *     {@link #ENDLESS} where it follows no more
 * @param running statements that it works on; empty where nobody asked
 */
public record Load(Optional<Duration> lag, OptionalInt running) {
    /** Of a replica whose replication stands still: nobody knows how far it is behind. */
    public static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);
}
