package io.tranche.progress;

/** The phases of a run, in their order. */
public enum Phase {
    CATALOG,
    PLAN,
    SCHEMA,
    COPY,
    TRAVERSE,
    FINISH,
    VERIFY,
    /** Of diff and sync, and of runs that go on at a new moment: both sides are read. */
    COMPARE,
    /** Of sync: the target is written. */
    REPAIR;

    /** The name that users see. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
