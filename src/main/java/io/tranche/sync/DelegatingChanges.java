package io.tranche.sync;

/** Changes that are those of others, but for what a subclass says of its own. */
abstract class DelegatingChanges implements Changes {
    private final Changes changes;

    DelegatingChanges(Changes changes) {
        this.changes = changes;
    }

    @Override
    public Counts planned() {
        return changes.planned();
    }

    @Override
    public boolean pending() {
        return changes.pending();
    }

    @Override
    public String note() {
        return changes.note();
    }

    @Override
    public boolean knowsRows() {
        return changes.knowsRows();
    }

    @Override
    public boolean repeatable() {
        return changes.repeatable();
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
