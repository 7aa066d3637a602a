package io.tranche.dialect;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server is busy with.
 *
 * @param lag how far it is behind its primary, or its standbys behind it, as far as it tells; empty where there is no such lag
 * @param running statements that it works on; empty where nobody asked
 */
public record Load(Optional<Duration> lag, OptionalInt running) {}
