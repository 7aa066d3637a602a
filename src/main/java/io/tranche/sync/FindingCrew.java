package io.tranche.sync;

import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.error.Interruption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Workers that find. Each has a station for as long as it works. A piece of work may be parted: the parts are done by its own
 * worker and by idle ones, and come before work that has not begun. Thread-safe; {@link #run} is called once.
 */
final class FindingCrew {
    private final Snapshot source;
    private final Snapshot target;
    private final int workers;
    private final Deque<Consumer<Station>> waiting = new ArrayDeque<>();
    private final Deque<Group<?>> parted = new ArrayDeque<>();
    private final List<Reader> lent = new ArrayList<>();
    private int busy;
    private boolean stopped;
    private Throwable failure;

    FindingCrew(Snapshot source, Snapshot target, int workers) {
        this.source = source;
        this.target = target;
        this.workers = Math.min(workers, Math.min(source.readers(), target.readers()));
    }

    /**
     * Does all the work, in its order as far as workers are free. A piece of work deals with its own failures; one that does
     * not ends everything.
     *
     * @throws Interruption if this thread is interrupted; the servers are asked to stop
     */
    void run(List<Consumer<Station>> work) {
        waiting.addAll(work);
        CountDownLatch ended = new CountDownLatch(workers);
        for (int i = 0; i < workers; i++) {
            Thread thread = new Thread(() -> attend(ended), "compare " + (i + 1));
            thread.setDaemon(true);
            thread.start();
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new Interruption("The comparison was stopped.");
        }
        rethrow();
    }

    private void attend(CountDownLatch ended) {
        try (Reader sourceReader = lend(source);
                Reader targetReader = lend(target)) {
            Station station = new Station(sourceReader, targetReader);
            for (Consumer<Station> work = take(); work != null; work = take()) {
                work.accept(station);
                done();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            ended.countDown();
        }
    }

    private Reader lend(Snapshot snapshot) {
        Reader reader = snapshot.reader();
        synchronized (this) {
            lent.add(reader);
        }
        return reader;
    }

    /** Parts first; null where nothing is left, and nothing can come any more. */
    private synchronized Consumer<Station> take() {
        while (!stopped) {
            for (Group<?> group : parted) {
                Consumer<Station> part = group.next();
                if (part != null) {
                    busy++;
                    return part;
                }
            }
            Consumer<Station> work = waiting.poll();
            if (work != null) {
                busy++;
                return work;
            }
            if (busy == 0) {
                return null;
            }
            pause();
        }
        return null;
    }

    private synchronized void done() {
        busy--;
        notifyAll();
    }

    <T> List<T> inParallel(Station station, List<Function<Station, T>> parts) {
        Group<T> group = new Group<>(parts);
        synchronized (this) {
            parted.add(group);
            notifyAll();
        }
        try {
            for (Consumer<Station> part = nextOf(group); part != null; part = nextOf(group)) {
                part.accept(station);
            }
            return await(group);
        } finally {
            synchronized (this) {
                parted.remove(group);
            }
        }
    }

    private synchronized Consumer<Station> nextOf(Group<?> group) {
        return stopped ? null : group.next();
    }

    private synchronized <T> List<T> await(Group<T> group) {
        while (group.open() && !stopped) {
            pause();
        }
        if (stopped) {
            throw new Interruption("The comparison was stopped.");
        }
        return group.results();
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private synchronized void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        } else if (failure != thrown) {
            failure.addSuppressed(thrown);
        }
        stop();
    }

    private synchronized void stop() {
        stopped = true;
        notifyAll();
        for (Reader reader : lent) {
            try {
                reader.cancel();
            } catch (RuntimeException e) {
                if (failure != null) {
                    failure.addSuppressed(e);
                }
            }
        }
    }

    private synchronized void rethrow() {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** The parts of one piece of work; guarded by the crew, but for the work itself. */
    private final class Group<T> {
        private final List<Function<Station, T>> parts;
        private final List<T> results;
        private int next;
        private int running;
        private RuntimeException failed;

        Group(List<Function<Station, T>> parts) {
            this.parts = List.copyOf(parts);
            this.results = new ArrayList<>(Collections.nCopies(parts.size(), null));
        }

        Consumer<Station> next() {
            if (failed != null || next == parts.size()) {
                return null;
            }
            int index = next++;
            running++;
            return station -> carryOut(index, station);
        }

        private void carryOut(int index, Station station) {
            T result = null;
            RuntimeException thrown = null;
            try {
                result = parts.get(index).apply(station);
            } catch (RuntimeException e) {
                thrown = e;
            }
            synchronized (FindingCrew.this) {
                results.set(index, result);
                if (failed == null) {
                    failed = thrown;
                } else if (thrown != null) {
                    failed.addSuppressed(thrown);
                }
                running--;
                FindingCrew.this.notifyAll();
            }
        }

        boolean open() {
            return running > 0 || failed == null && next < parts.size();
        }

        List<T> results() {
            if (failed != null) {
                throw failed;
            }
            return results;
        }
    }
}
