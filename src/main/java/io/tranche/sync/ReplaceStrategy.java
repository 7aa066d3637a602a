package io.tranche.sync;

import io.tranche.config.SyncStrategy.Method;
import java.util.OptionalInt;

/** Empties the table and copies it. Looks at no row, and so misses no difference. */
public final class ReplaceStrategy implements Strategy {
    @Override
    public String name() {
        return "replace";
    }

    @Override
    public Changes find(TableTask task, Station station) {
        if (task.options().purpose() == SyncOptions.Purpose.COMPARISON) {
            Changes differing = new ChecksumStrategy(Method.AUTO, OptionalInt.empty()).find(task, station);
            return new NotedChanges(differing, "a sync writes all rows anew");
        }
        return new NotedChanges(WholeTable.replaced(task, station), "all rows are written anew");
    }
}
