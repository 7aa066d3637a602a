package io.tranche.sync;

/**
 * How a table of the target is brought into step with its source. Those of one's own implement this interface, on the class
 * path.
 *
 * <p>Work is done in two steps. {@link #find} reads both sides, each in one snapshot, and tells what is to be done: all tables'
 * steps run in parallel, largest table first. Then the target's snapshot ends and {@link Changes} write, first what removes
 * rows, children before parents, then what adds and changes them, parents before children. A rehearsal ends after the first
 * step, and a verification is that step once more.
 *
 * <p>One instance serves any number of tables; several threads call it at once.
 */
public interface Strategy {
    /** As users write it: {@code checksum}. */
    String name();

    /**
     * Finds what is to be done with one table; writes nothing. It may be called again for the same table if a connection was
     * lost meanwhile.
     *
     * @throws io.tranche.dialect.SqlFailure if a server refused or went away; this table has failed then, others go on
     * @throws io.tranche.error.Failure likewise, with words for the user
     */
    Changes find(TableTask task, Station station);

    /** Whether there is nothing to be done as long as neither database has changed since the last run that had nothing to do. */
    default boolean idleWhenUnchanged() {
        return true;
    }

    /** Whether finding that there is nothing to do costs no more than hashing all rows of both sides. */
    default boolean cheaperThanHashing() {
        return false;
    }
}
