package io.tranche.sync;

import io.tranche.catalog.ReferenceGraph;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Dialect.ReferenceChecks;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Target;
import io.tranche.error.Interruption;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Writes what was found: first all that removes rows, from the last level of the order to the first, then the rest from the
 * first to the last. Groups of one level are written at the same time.
 */
final class Repair {
    private final Listener listener;
    private final int workers;
    private final Target target;
    private final Snapshot source;
    private final ReferenceChecks checks;
    private final Map<TableName, RuntimeException> failures = new ConcurrentHashMap<>();
    private final Map<TableName, Instant> ends = new ConcurrentHashMap<>();

    Repair(Listener listener, int workers, Target target, Snapshot source, ReferenceChecks checks) {
        this.checks = checks;
        this.listener = listener;
        this.workers = Math.min(workers, source.readers());
        this.target = target;
        this.source = source;
    }

    List<TableOutcome> run(List<FoundTable> found, ReferenceGraph references) {
        List<FoundTable> sound =
                found.stream().filter(table -> table.failure().isEmpty()).toList();
        List<List<RepairOrder.Group>> levels = RepairOrder.of(sound, references).levels();
        List<List<RepairOrder.Group>> reversed = new ArrayList<>(levels);
        Collections.reverse(reversed);
        try (RepairSessions sessions = new RepairSessions(target, source, listener, checks)) {
            ExecutorService threads = Executors.newFixedThreadPool(workers, Repair::thread);
            try {
                for (List<RepairOrder.Group> level : reversed) {
                    each(level, threads, sessions, sessions::delete);
                }
                for (List<RepairOrder.Group> level : levels) {
                    each(level, threads, sessions, group -> write(group, sessions));
                }
            } finally {
                end(threads);
            }
        }
        return found.stream().map(this::outcome).toList();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "repair");
        thread.setDaemon(true);
        return thread;
    }

    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        void run(RepairOrder.Group group);
    }

    private void write(RepairOrder.Group group, RepairSessions sessions) {
        sessions.write(group);
        for (FoundTable table : group.tables()) {
            ends.put(table.table().name(), Instant.now());
            tell(table);
        }
    }

    private void tell(FoundTable table) {
        Counts counts = table.changes().planned();
        if (counts.changes() > 0) {
            String name = table.table().display();
            listener.on(new Event.TableFinished(
                    Phase.REPAIR,
                    name,
                    counts.changes(),
                    java.time.Duration.between(
                                    table.ended(), ends.get(table.table().name()))
                            .toMillis()));
        }
    }

    /** A group that has failed is not gone on with; the others are. */
    private void each(List<RepairOrder.Group> groups, ExecutorService threads, RepairSessions sessions, Step step) {
        List<Future<?>> running = new ArrayList<>();
        for (RepairOrder.Group group : groups) {
            if (group.tables().stream()
                    .noneMatch(table -> failures.containsKey(table.table().name()))) {
                running.add(threads.submit(() -> attempt(group, step)));
            }
        }
        for (Future<?> future : running) {
            try {
                future.get();
            } catch (InterruptedException e) {
                sessions.cancel();
                Thread.currentThread().interrupt();
                throw new Interruption("The repair was stopped; what was committed stays. Run it again.");
            } catch (ExecutionException e) {
                sessions.cancel();
                throw e.getCause() instanceof RuntimeException exception
                        ? exception
                        : new IllegalStateException(e.getCause());
            }
        }
    }

    private void attempt(RepairOrder.Group group, Step step) {
        try {
            step.run(group);
        } catch (RepairFailure e) {
            group.tables().forEach(table -> {
                failures.put(table.table().name(), e.reason());
                ends.put(table.table().name(), Instant.now());
            });
        }
    }

    private TableOutcome outcome(FoundTable table) {
        if (table.failure().isPresent()) {
            return table.outcome();
        }
        TableName name = table.table().name();
        return table.outcome(Optional.ofNullable(failures.get(name)), ends.getOrDefault(name, table.ended()));
    }
}
