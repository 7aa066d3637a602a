package io.tranche.sync;

import io.tranche.dialect.Dialect;
import io.tranche.diff.Pairing;
import io.tranche.progress.Listener;
import java.util.List;
import java.util.function.Function;

/** One table's work of finding what is to be done. */
public interface TableTask {
    /** The tables, their compared columns with masks, and the key that pairs their rows. */
    Pairing pairing();

    /** The table's name as users write it. */
    String name();

    /** Of both sides. */
    Dialect dialect();

    SyncOptions options();

    Listener listener();

    /**
     * Has this worker and idle ones do parts of the work, each with its own station; waits for all of them. The caller's
     * station is used meanwhile.
     *
     * @return the results, in the order of {@code parts}
     */
    <T> List<T> inParallel(Station station, List<Function<Station, T>> parts);
}
