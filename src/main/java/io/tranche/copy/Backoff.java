package io.tranche.copy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** How long a worker waits before it tries again. */
final class Backoff {
    /** Pauses before the target is asked for a connection again, which itself waits for some seconds: enough for a restart. */
    static final List<Duration> RECONNECTS = List.of(Duration.ofMillis(200), Duration.ofSeconds(4));

    private static final int FIRST_CONFLICT_MILLISECONDS = 20;

    private Backoff() {}

    /** Doubles with each try, and differs by chance: two workers that met in a deadlock do not meet again. */
    static Duration afterConflict(int tries) {
        long longest = (long) FIRST_CONFLICT_MILLISECONDS << tries;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest));
    }
}
