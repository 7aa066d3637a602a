package io.tranche.sync;

/**
 * Changes, and how they were found.
 *
 * @param note as {@link Changes#note}
 */
record NotedChanges(Changes changes, String note) implements Changes {
    @Override
    public Counts planned() {
        return changes.planned();
    }

    @Override
    public boolean pending() {
        return changes.pending();
    }

    @Override
    public boolean knowsRows() {
        return changes.knowsRows();
    }

    @Override
    public void differences(DifferenceHandler handler) {
        changes.differences(handler);
    }

    @Override
    public void delete(Writing writing) {
        changes.delete(writing);
    }

    @Override
    public void write(Writing writing) {
        changes.write(writing);
    }

    @Override
    public void close() {
        changes.close();
    }
}
