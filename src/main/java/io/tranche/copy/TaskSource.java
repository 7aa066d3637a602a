package io.tranche.copy;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Gives workers something to do. */
@FunctionalInterface
public interface TaskSource {
    /** One piece of work. Must leave nothing behind when it throws. */
    @FunctionalInterface
    interface Task {
        void run(Station station);
    }

    /**
     * The next task; empty if there is none at this moment. Asked again after each task that ends: what that task did may have
     * made new work. The end is reached when there is none and no task is under way. Never called by two threads at once.
     */
    Optional<Task> next();

    static TaskSource of(List<? extends Task> tasks) {
        Iterator<? extends Task> iterator = tasks.iterator();
        return () -> iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }
}
