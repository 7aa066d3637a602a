package io.tranche.run;

import io.tranche.copy.Tally;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.Interruption;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does again what a lost connection or a deadlock has stopped: a few times, with longer and longer pauses. */
final class Retries {
    /** Together with the time for which a connection is waited for: as long as a server takes to start again. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));

    private Retries() {}

    /**
     * @param step may be done twice
     * @param tally counts the tries
     * @param prepare is told the failure before each other try; where it fails itself, that try is over
     * @throws SqlFailure the first that no other try helps; where no try is left, the first of all
     */
    static <T> T of(Listener listener, Tally tally, Supplier<T> step, Consumer<SqlFailure> prepare) {
        SqlFailure failure;
        try {
            return step.get();
        } catch (SqlFailure e) {
            failure = e;
        }
        for (Duration pause : PAUSES) {
            if (!mayPass(failure)) {
                break;
            }
            tally.retried(Tally.Cause.of(failure.kind()));
            listener.detail("Tried again: " + failure.getMessage());
            await(pause);
            try {
                prepare.accept(failure);
                return step.get();
            } catch (SqlFailure e) {
                throwUnlessItMayPass(e, failure);
                failure.addSuppressed(e);
            } catch (Unprepared e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    /** {@link #of} for steps that need no preparation. */
    static <T> T of(Listener listener, Tally tally, Supplier<T> step) {
        return of(listener, tally, step, failure -> {});
    }

    private static void throwUnlessItMayPass(SqlFailure later, SqlFailure first) {
        if (!mayPass(later)) {
            later.addSuppressed(first);
            throw later;
        }
    }

    /** A preparation that failed, and may not the next time. */
    static final class Unprepared extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unprepared(RunFailure cause) {
            super(cause);
        }
    }

    private static boolean mayPass(SqlFailure failure) {
        return switch (failure.kind()) {
            case CONNECTION_LOST, TRANSIENT -> true;
            case DENIED, STRUCTURE_CHANGED, EXHAUSTED, OTHER -> false;
        };
    }

    /** Ended by the user's Ctrl-C. */
    private static void await(Duration pause) {
        try {
            if (new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts this down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption("Interrupted.");
        }
    }
}
