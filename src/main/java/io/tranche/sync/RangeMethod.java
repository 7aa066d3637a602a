package io.tranche.sync;

import io.tranche.config.SyncStrategy.Method;
import io.tranche.dialect.KeyRange;
import io.tranche.diff.TableDifference;
import java.util.List;
import java.util.Optional;

/**
 * How the ranges of a table are compared: by reading them on both sides, or by hashes.
 *
 * @param function the hash function; empty where ranges are read
 * @param rows of a range
 */
record RangeMethod(Optional<String> function, long rows) {
    /** A range that is merged: big enough for streams to flow, small enough to be shared among workers. */
    private static final long ROWS_PER_MERGE = 200_000;

    /** Rows that are compared both ways to know what a row costs. */
    private static final long ROWS_OF_TRIAL = 5_000;

    /** Tables with fewer rows are read before a trial pays. */
    private static final long ROWS_WORTH_A_TRIAL = 100_000;

    private static final RangeMethod MERGE = new RangeMethod(Optional.empty(), ROWS_PER_MERGE);

    /** @param batch rows of a range that is hashed */
    static RangeMethod of(Method method, long batch, TableTask task, TableDifference difference, Station station) {
        if (method == Method.MERGE) {
            return MERGE;
        }
        Optional<String> function = TableDifference.hashFunction(station.source(), station.target());
        if (function.isEmpty()) {
            task.listener()
                    .detail("The two servers have no hash in common: " + task.name() + " is compared by reading it.");
            return MERGE;
        }
        RangeMethod hash = new RangeMethod(function, batch);
        return method == Method.HASH ? hash : cheaper(hash, task, difference, station);
    }

    /** Times one range each way. What a row costs depends on the link, the row and both servers; nobody knows it beforehand. */
    private static RangeMethod cheaper(RangeMethod hash, TableTask task, TableDifference difference, Station station) {
        if (task.pairing().source().rows() < ROWS_WORTH_A_TRIAL) {
            return MERGE;
        }
        List<KeyRange> ranges = difference.ranges(station.source(), ROWS_OF_TRIAL);
        if (ranges.size() < ROWS_WORTH_A_TRIAL / ROWS_OF_TRIAL / 2) {
            return MERGE;
        }
        KeyRange range = ranges.get(ranges.size() / 2);
        TableDifference trial = difference.trial();
        // the first reading fetches the pages for both
        hash.compare(trial, range, station);
        long hashing = time(() -> hash.compare(trial, range, station));
        long merging = time(() -> MERGE.compare(trial, range, station));
        RangeMethod chosen = hashing < merging ? hash : MERGE;
        task.listener()
                .detail("%s: a range of %d rows takes %.1f ms to hash and %.1f ms to read; it is compared by %s."
                        .formatted(task.name(), ROWS_OF_TRIAL, hashing / 1e6, merging / 1e6, chosen.word()));
        return chosen;
    }

    private static long time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private String word() {
        return function.isPresent() ? "hashes" : "reading";
    }

    void compare(TableDifference difference, KeyRange range, Station station) {
        if (function.isPresent()) {
            difference.hash(range, function.get(), station.source(), station.target());
        } else {
            difference.merge(range, station.source(), station.target());
        }
    }
}
