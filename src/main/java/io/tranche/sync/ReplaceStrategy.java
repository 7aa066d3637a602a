package io.tranche.sync;

/** Empties the table and copies it. Looks at no row, and so misses no difference. */
public final class ReplaceStrategy implements Strategy {
    @Override
    public String name() {
        return "replace";
    }

    @Override
    public Changes find(TableTask task, Station station) {
        return WholeTable.replaced(task, station);
    }
}
