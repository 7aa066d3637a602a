package io.tranche.report;

import io.tranche.progress.Listener;

/** Shows events while they happen. Any thread may call {@link #on}; the others are for the thread that owns the run. */
public interface Progress extends Listener, AutoCloseable {
    /** Shows nothing. */
    Progress NONE = event -> {};

    /** Leaves the screen to somebody else, a question for instance, until {@link #resume}. */
    default void pause() {}

    default void resume() {}

    /** Leaves the screen for good. Idempotent. */
    @Override
    default void close() {}
}
