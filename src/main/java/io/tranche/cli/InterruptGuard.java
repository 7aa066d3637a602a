package io.tranche.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C and SIGTERM while a run is at work: the run's thread is interrupted and the process waits until it has rolled back
 * and said so. Made and closed by the run's thread. The process then ends as the signal has it: 130 for SIGINT, 143 for
 * SIGTERM.
 */
final class InterruptGuard implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Thread run = Thread.currentThread();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interruption");
    private final BooleanSupplier cannotWake;
    private volatile boolean interrupted;

    /** @param cannotWake whether the run waits for something that an interruption does not end */
    InterruptGuard(BooleanSupplier cannotWake) {
        this.cannotWake = cannotWake;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt() {
        if (finished.getCount() == 0) {
            return;
        }
        interrupted = true;
        run.interrupt();
        if (cannotWake.getAsBoolean()) {
            return;
        }
        try {
            // What is not done by then is cut off; the ledger makes that safe.
            finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isInterrupted() {
        return interrupted;
    }

    /** The run has ended and everything is said. */
    @Override
    public void close() {
        finished.countDown();
        if (!interrupted) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process began to end in this moment; the hook will find the run finished.
                interrupted = true;
            }
        }
    }
}
