package io.tranche.schema;

import io.tranche.dialect.Definer;
import io.tranche.dialect.Definition;
import io.tranche.dialect.SqlFailure;
import io.tranche.progress.Listener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Creates objects that do not depend on each other, several at once, each worker on a session of its own. */
final class ParallelCreation {
    private final Supplier<Definer> definers;
    private final Listener listener;
    private final int workers;

    ParallelCreation(Supplier<Definer> definers, Listener listener, int workers) {
        this.definers = definers;
        this.listener = listener;
        this.workers = workers;
    }

    /** @return what the target did not take */
    List<RefusedDefinition> create(List<Definition> definitions) {
        if (definitions.isEmpty()) {
            return List.of();
        }
        Queue<Definition> open = new ConcurrentLinkedQueue<>(definitions);
        Queue<RefusedDefinition> refused = new ConcurrentLinkedQueue<>();
        int threads = Math.max(1, Math.min(workers, definitions.size()));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(i -> pool.submit(() -> work(open, refused)))
                    .toList();
            for (Future<?> future : done) {
                await(future);
            }
        } finally {
            pool.shutdownNow();
        }
        return List.copyOf(refused);
    }

    private void work(Queue<Definition> open, Queue<RefusedDefinition> refused) {
        try (Definer definer = definers.get()) {
            for (Definition next = open.poll(); next != null; next = open.poll()) {
                listener.detail("creates " + next.name());
                try {
                    definer.run(next.create());
                } catch (SqlFailure e) {
                    refused.add(new RefusedDefinition(next, e.getMessage()));
                }
            }
            definer.notices().forEach(listener::notice);
        }
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new io.tranche.error.Interruption("interrupted while indexes were built");
        }
    }
}
