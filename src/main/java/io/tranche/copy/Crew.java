package io.tranche.copy;

import io.tranche.dialect.Snapshot;
import io.tranche.dialect.TargetSession;
import io.tranche.error.Interruption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A fixed number of workers, each at its own {@link Station}. The first failure cancels the siblings and carries theirs as
 * suppressed.
 */
public final class Crew implements AutoCloseable {
    private final int workers;
    private final Snapshot snapshot;
    private final Supplier<TargetSession> sessions;
    private final ExecutorService threads;
    private final ConcurrentLinkedQueue<Station> free = new ConcurrentLinkedQueue<>();

    /** @param sessions opens those that the workers write with */
    public Crew(int workers, Snapshot snapshot, Supplier<TargetSession> sessions) {
        this.workers = workers;
        this.snapshot = snapshot;
        this.sessions = sessions;
        this.threads = Executors.newFixedThreadPool(workers, runnable -> {
            Thread thread = new Thread(runnable, "tranche-worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Works until the source is exhausted.
     *
     * @throws Interruption if the calling thread is interrupted; the workers have stopped by then
     */
    public void carryOut(TaskSource source) {
        Shift shift = new Shift(source);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            running.add(threads.submit(shift::work));
        }
        for (Future<?> future : running) {
            await(future, shift);
        }
        shift.rethrow();
    }

    private static void await(Future<?> future, Shift shift) {
        while (true) {
            try {
                future.get();
                return;
            } catch (InterruptedException e) {
                shift.fail(new Interruption("Interrupted."));
            } catch (ExecutionException e) {
                shift.fail(e.getCause());
                return;
            }
        }
    }

    /** Gives the snapshot's readers back, which later phases wait for. Between two calls of {@link #carryOut} only. */
    public void rest() {
        for (Station station = free.poll(); station != null; station = free.poll()) {
            station.close();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        rest();
    }

    /** One call of {@link #carryOut}. */
    private final class Shift {
        private final TaskSource source;
        private final List<Station> busy = new ArrayList<>();
        private int active;
        private Throwable failure;

        Shift(TaskSource source) {
            this.source = source;
        }

        void work() {
            Station station = null;
            try {
                for (Optional<TaskSource.Task> task = take(); task.isPresent(); task = take()) {
                    if (station == null) {
                        station = enter();
                    }
                    task.get().run(station);
                    done();
                }
            } catch (RuntimeException | Error e) {
                fail(e);
            } finally {
                leave(station);
            }
        }

        private synchronized Optional<TaskSource.Task> take() {
            while (failure == null) {
                Optional<TaskSource.Task> task = source.next();
                if (task.isPresent()) {
                    active++;
                    return task;
                }
                if (active == 0) {
                    notifyAll();
                    return Optional.empty();
                }
                try {
                    wait();
                } catch (InterruptedException e) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        private synchronized void done() {
            active--;
            notifyAll();
        }

        private Station enter() {
            Station station = free.poll();
            if (station == null) {
                station = new Station(snapshot, sessions);
            }
            synchronized (this) {
                busy.add(station);
            }
            return station;
        }

        /** A station is used again only if nothing has failed: its connections may be cancelled or lost. */
        private void leave(Station station) {
            if (station == null) {
                return;
            }
            boolean reusable;
            synchronized (this) {
                busy.remove(station);
                reusable = failure == null;
            }
            if (reusable) {
                free.add(station);
            } else {
                station.close();
            }
        }

        void fail(Throwable thrown) {
            List<Station> toCancel;
            synchronized (this) {
                if (failure != null) {
                    if (failure != thrown) {
                        failure.addSuppressed(thrown);
                    }
                    return;
                }
                failure = thrown;
                toCancel = List.copyOf(busy);
                notifyAll();
            }
            for (Station station : toCancel) {
                try {
                    station.cancel();
                } catch (RuntimeException e) {
                    thrown.addSuppressed(e);
                }
            }
        }

        synchronized void rethrow() {
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
