package io.tranche.keys;

/** What a process is to a run whose keys several processes share. */
public enum Role {
    /** Begins the run, and removes its keys at the end. */
    OWNER,
    /** Works on a run that somebody else has begun. */
    PARTICIPANT
}
