package io.tranche.run;

import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import java.util.function.Supplier;

/** Tells when phases begin and end. One thread. */
final class Phases {
    private final Listener listener;
    private final long start = System.nanoTime();

    Phases(Listener listener) {
        this.listener = listener;
    }

    <T> T in(Phase phase, Supplier<T> work) {
        long began = System.nanoTime();
        listener.on(new Event.PhaseStarted(phase, -1));
        T result = work.get();
        listener.on(new Event.PhaseFinished(phase, (System.nanoTime() - began) / 1_000_000));
        return result;
    }

    void run(Phase phase, Runnable work) {
        in(phase, () -> {
            work.run();
            return phase;
        });
    }

    /** Since the run began. */
    long milliseconds() {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
