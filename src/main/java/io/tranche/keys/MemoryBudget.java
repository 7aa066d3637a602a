package io.tranche.keys;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that text keys hold in memory, over all spaces of a store. Thread-safe. */
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

    void free(long bytes) {
        held.addAndGet(-bytes);
    }

    boolean exceeded() {
        return held.get() > limit;
    }
}
