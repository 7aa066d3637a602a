package io.tranche.progress;

/** The phases of a run, in their order. */
public enum Phase {
    CATALOG,
    PLAN,
    SCHEMA,
    /** Rows that an earlier run left are compared with the source. */
    COMPARE,
    COPY,
    TRAVERSE,
    FINISH,
    VERIFY,
    /** Of diff and sync: both sides are read. */
    COMPARE,
    /** Of sync: the target is written. */
    REPAIR;

    /** The name that users see. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
