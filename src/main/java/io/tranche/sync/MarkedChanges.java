package io.tranche.sync;

import java.util.function.Consumer;

/** Changes that leave a mark in the target, in the transaction of the last of their rows. */
final class MarkedChanges implements Changes {
    private final Changes changes;
    private final When when;
    private final Consumer<Writing> mark;

    /** Whether the mark alone is worth a transaction. */
    enum When {
        ALWAYS,
        WITH_ROWS
    }

    MarkedChanges(Changes changes, When when, Consumer<Writing> mark) {
        this.changes = changes;
        this.when = when;
        this.mark = mark;
    }

    @Override
    public Counts planned() {
        return changes.planned();
    }

    @Override
    public boolean pending() {
        return changes.pending() || when == When.ALWAYS;
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
        mark.accept(writing);
    }

    @Override
    public void close() {
        changes.close();
    }
}
