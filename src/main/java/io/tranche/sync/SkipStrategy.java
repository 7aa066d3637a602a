package io.tranche.sync;

/** Leaves a table alone. */
public final class SkipStrategy implements Strategy {
    @Override
    public String name() {
        return "skip";
    }

    @Override
    public boolean cheaperThanHashing() {
        return true;
    }

    @Override
    public Changes find(TableTask task, Station station) {
        return new NotedChanges(Changes.none(0), "left alone");
    }
}
