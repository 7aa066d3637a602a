package io.tranche.sync;

import java.util.function.Consumer;

/** Changes that leave a mark in the target, in the transaction of the last of their rows. */
final class MarkedChanges extends DelegatingChanges {
    private final When when;
    private final Consumer<Writing> mark;

    /** Whether the mark alone is worth a transaction. */
    enum When {
        ALWAYS,
        WITH_ROWS
    }

    MarkedChanges(Changes changes, When when, Consumer<Writing> mark) {
        super(changes);
        this.when = when;
        this.mark = mark;
    }

    @Override
    public boolean pending() {
        return super.pending() || when == When.ALWAYS;
    }

    @Override
    public void write(Writing writing) {
        super.write(writing);
        mark.accept(writing);
    }
}
