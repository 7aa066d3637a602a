package io.tranche.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much a run may ask of its source; what is empty has no limit.
 *
 * @param rowsPerSecond rows read, all readers together
 * @param connections open at the same time
 * @param statement how long one statement may take, the sending of its rows included
 * @param lag nothing is read while a server lags behind its primary by more
 * @param running nothing is read while the server works on more statements than these, our own among them
 * @param snapshotAge the user is warned when the moment that is read is older
 */
public record SourceLimits(
        OptionalLong rowsPerSecond,
        OptionalInt connections,
        Optional<Duration> statement,
        Optional<Duration> lag,
        OptionalInt running,
        Optional<Duration> snapshotAge) {

    /** Some hold the moment and look after the server; the others read. */
    public static final int FEWEST_CONNECTIONS = 5;

    public static final SourceLimits NONE = new SourceLimits(
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty());

    /** These, and where they say nothing, those. */
    public SourceLimits or(SourceLimits those) {
        return new SourceLimits(
                rowsPerSecond.isPresent() ? rowsPerSecond : those.rowsPerSecond,
                connections.isPresent() ? connections : those.connections,
                statement.or(those::statement),
                lag.or(those::lag),
                running.isPresent() ? running : those.running,
                snapshotAge.or(those::snapshotAge));
    }

    /** Whether the server's load decides when is read. */
    public boolean watchesLoad() {
        return lag.isPresent() || running.isPresent();
    }
}
