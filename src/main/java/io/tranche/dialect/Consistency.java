package io.tranche.dialect;

/** How much of one moment a run insists on. */
public enum Consistency {
    /** All readers see one moment; one reader does all the work where the server allows no other way. */
    SNAPSHOT,
    /** Each reader sees what is there when it looks. */
    NONE
}
