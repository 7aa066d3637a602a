package io.tranche.run;

import io.tranche.error.Interruption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Work that another thread does beside the caller's own, where both would mostly wait for a server.
 *
 * @param disposal of a result that nobody fetches
 */
record Beside<T>(CompletableFuture<T> work, Consumer<T> disposal) {
    /** Begins it. Whoever does not want the result any more says so by {@link #abandon}. */
    static <T> Beside<T> begin(Supplier<T> work, Consumer<T> disposal) {
        return new Beside<>(CompletableFuture.supplyAsync(work, Beside::thread), disposal);
    }

    /** Two results. */
    record Both<A, B>(A first, B second) {}

    /**
     * Does two things at the same time, the first in the caller's thread. Where both fail, the first one's failure is told.
     * Their results need no disposal.
     */
    static <A, B> Both<A, B> both(Supplier<A> first, Supplier<B> second) {
        Beside<B> beside = begin(second, result -> {});
        return new Both<>(first.get(), beside.result());
    }

    /**
     * Does all of them at the same time, the last in the caller's thread.
     *
     * @throws RuntimeException of the first that failed, when all have ended
     */
    static void each(List<Runnable> works) {
        if (works.isEmpty()) {
            return;
        }
        List<Beside<Runnable>> others = works.subList(0, works.size() - 1).stream()
                .map(work -> begin(
                        () -> {
                            work.run();
                            return work;
                        },
                        done -> {}))
                .toList();
        Throwable failure = null;
        try {
            works.get(works.size() - 1).run();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        for (Beside<Runnable> other : others) {
            try {
                other.result();
            } catch (RuntimeException | Error e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw thrown(failure);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "tranche-beside");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits for it.
     *
     * @throws RuntimeException what the work has thrown
     * @throws Interruption if the caller is interrupted; then the work goes on, and its result is disposed of
     */
    T result() {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            throw new Interruption("Interrupted.");
        }
    }

    /** Nobody will fetch the result, nor hear of a failure. */
    void abandon() {
        work.thenAccept(disposal);
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
