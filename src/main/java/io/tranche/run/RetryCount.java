package io.tranche.run;

import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import java.util.concurrent.atomic.AtomicLong;

/** Counts in passing how often something was done again. Thread-safe. */
final class RetryCount implements Listener {
    private final Listener listener;
    private final AtomicLong retries = new AtomicLong();

    RetryCount(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.UnitRetried) {
            retries.incrementAndGet();
        }
        listener.on(event);
    }

    long retries() {
        return retries.get();
    }
}
