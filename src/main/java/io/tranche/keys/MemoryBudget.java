package io.tranche.keys;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that text keys and filters hold in memory, over all spaces of a store. Thread-safe. */
final class MemoryBudget {
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    /** @param limit in bytes */
    MemoryBudget(long limit) {
        this.limit = limit;
    }

    void hold(long bytes) {
        held.addAndGet(bytes);
    }

    /** @return false if that is not left; nothing is held then */
    boolean tryHold(long bytes) {
        hold(bytes);
        if (exceeded()) {
            free(bytes);
            return false;
        }
        return true;
    }

    void free(long bytes) {
        held.addAndGet(-bytes);
    }

    boolean exceeded() {
        return held.get() > limit;
    }
}
