package io.tranche.report;

/** How much of what happens is shown. */
public enum Verbosity {
    NORMAL,
    /** Also {@link io.tranche.progress.Event.Detail}s. */
    DETAILED
}
