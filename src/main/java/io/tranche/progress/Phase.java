package io.tranche.progress;

/** The phases of a run, in their order. */
public enum Phase {
    CATALOG,
    PLAN,
    SCHEMA,
    COPY,
    TRAVERSE,
    FINISH,
    VERIFY;

    /** The name that users see. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
