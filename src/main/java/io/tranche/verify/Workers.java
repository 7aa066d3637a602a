package io.tranche.verify;

import io.tranche.dialect.Reader;
import io.tranche.diff.Side;
import io.tranche.error.Interruption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does independent pieces of work on some threads. The first failure is thrown; what else is going on is stopped, on the
 * servers too, and its failures are suppressed ones of the first.
 */
final class Workers {
    /** A piece of work; every reader it borrows it borrows through its {@code Desk}, so that it can be stopped. */
    @FunctionalInterface
    interface Work<T> {
        T run(Desk desk);
    }

    /** Lends readers and remembers them while they are in use. Thread-safe. */
    static final class Desk {
        private final Set<Reader> lent = ConcurrentHashMap.newKeySet();
        private volatile boolean closed;

        /** The loan ends with {@link Loan#close}. Readers of the target are borrowed before those of the source. */
        Loan borrow(Side side) {
            Reader reader = side.snapshot().reader();
            Loan loan = new Loan(reader, lent);
            lent.add(reader);
            if (closed) {
                loan.close();
                throw new Interruption("The verification was stopped; nothing was changed.");
            }
            return loan;
        }

        private void cancel() {
            closed = true;
            lent.forEach(Reader::cancel);
        }
    }

    record Loan(Reader reader, Set<Reader> lent) implements AutoCloseable {
        @Override
        public void close() {
            lent.remove(reader);
            reader.close();
        }
    }

    private final int threads;
    private final Desk desk = new Desk();

    Workers(int threads) {
        this.threads = threads;
    }

    /**
     * Does all the work.
     *
     * @return the results, in the order of {@code work}
     */
    <T> List<T> run(List<Work<T>> work) {
        if (work.isEmpty()) {
            return List.of();
        }
        ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, work.size()), runnable -> {
            Thread thread = new Thread(runnable, "verify");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return collect(work, executor);
        } catch (InterruptedException e) {
            desk.cancel();
            Thread.currentThread().interrupt();
            throw new Interruption("The verification was stopped; nothing was changed.");
        } finally {
            executor.shutdownNow();
        }
    }

    private <T> List<T> collect(List<Work<T>> work, ExecutorService executor) throws InterruptedException {
        CompletionService<Integer> finished = new ExecutorCompletionService<>(executor);
        List<T> results = new ArrayList<>(Collections.nCopies(work.size(), null));
        for (int i = 0; i < work.size(); i++) {
            int index = i;
            finished.submit(() -> results.set(index, work.get(index).run(desk)), index);
        }
        for (int i = 0; i < work.size(); i++) {
            Future<Integer> done = finished.take();
            try {
                done.get();
            } catch (ExecutionException e) {
                throw stop(e.getCause(), finished, executor);
            }
        }
        return results;
    }

    private RuntimeException stop(Throwable first, CompletionService<Integer> finished, ExecutorService executor)
            throws InterruptedException {
        executor.shutdownNow();
        desk.cancel();
        if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
            first.addSuppressed(new IllegalStateException("a reader did not stop within a minute"));
        }
        for (Future<Integer> other = finished.poll(); other != null; other = finished.poll()) {
            try {
                other.get();
            } catch (ExecutionException e) {
                first.addSuppressed(e.getCause());
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        return (RuntimeException) first;
    }
}
