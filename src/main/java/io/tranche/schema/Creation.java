package io.tranche.schema;

import io.tranche.dialect.Definer;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definition.Order;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.Interruption;
import io.tranche.progress.Listener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Creates definitions of one kind: first those that need none of the others, several at once; then the rest in order. */
final class Creation {
    private final Supplier<Definer> definers;
    private final Listener listener;
    private final int workers;
    private final Tally tally;
    private final Queue<RefusedDefinition> refused = new ConcurrentLinkedQueue<>();

    /** Hears of what is there. Called from any thread. */
    interface Tally {
        void created(int objects);
    }

    Creation(Supplier<Definer> definers, Listener listener, int workers, Tally tally) {
        this.definers = definers;
        this.listener = listener;
        this.workers = workers;
        this.tally = tally;
    }

    /** @return what the target did not take */
    List<RefusedDefinition> create(List<Definition> definitions) {
        if (definitions.isEmpty()) {
            return List.of();
        }
        List<Definition> free =
                definitions.stream().filter(each -> each.order() == Order.FREE).toList();
        List<Definition> kept =
                definitions.stream().filter(each -> each.order() == Order.KEPT).toList();
        atOnce(parts(free));
        atOnce(kept.isEmpty() ? List.of() : List.of(kept));
        return List.copyOf(refused);
    }

    /**
     * Parts that several workers may create at once. What belongs to one table stays together: two transactions that alter the
     * same tables in different orders would wait for each other.
     */
    private List<List<Definition>> parts(List<Definition> definitions) {
        int size = Math.max(1, Math.min(SchemaCopier.TOGETHER, definitions.size() / Math.max(1, workers)));
        List<List<Definition>> parts = new ArrayList<>();
        List<Definition> part = new ArrayList<>();
        for (List<Definition> ofOneTable : byTable(definitions)) {
            part.addAll(ofOneTable);
            if (part.size() >= size) {
                parts.add(part);
                part = new ArrayList<>();
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static Collection<List<Definition>> byTable(List<Definition> definitions) {
        Map<Object, List<Definition>> byTable = new LinkedHashMap<>();
        definitions.forEach(definition -> byTable.computeIfAbsent(
                        definition.table().<Object>map(table -> table).orElse(definition), table -> new ArrayList<>())
                .add(definition));
        return byTable.values();
    }

    private void atOnce(List<List<Definition>> parts) {
        int threads = Math.min(Math.max(1, workers), parts.size());
        if (threads == 0) {
            return;
        }
        Queue<List<Definition>> open = new ConcurrentLinkedQueue<>(parts);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(i -> pool.submit(() -> work(open)))
                    .toList();
            done.forEach(Creation::await);
        } finally {
            pool.shutdownNow();
        }
    }

    private void work(Queue<List<Definition>> open) {
        try (Definer definer = definers.get()) {
            for (List<Definition> part = open.poll(); part != null; part = open.poll()) {
                for (int start = 0; start < part.size(); start += SchemaCopier.TOGETHER) {
                    create(part.subList(start, Math.min(part.size(), start + SchemaCopier.TOGETHER)), definer);
                }
            }
            definer.notices().forEach(listener::notice);
        }
    }

    private void create(List<Definition> together, Definer definer) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Interruption("Interrupted while objects were created.");
        }
        int done = 0;
        while (done < together.size()) {
            int more = definer.runTogether(
                    together.stream().skip(done).map(Definition::create).toList());
            if (more == 0) {
                break;
            }
            tally.created(more);
            done += more;
        }
        together.stream().skip(done).forEach(definition -> create(definition, definer));
    }

    private void create(Definition definition, Definer definer) {
        listener.detail("creates " + definition.name());
        try {
            definer.run(definition.create());
        } catch (SqlFailure e) {
            refused.add(new RefusedDefinition(definition, e.getMessage()));
        }
        tally.created(1);
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
            throw new Interruption("Interrupted while objects were created.");
        }
    }
}
