package io.tranche.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keys that are far apart, in signed order: a log-structured merge tree (O'Neil, Cheng, Gawlick, O'Neil, 1996). New keys wait
 * in a table; when it is full they become a {@link LongRun}; a run is merged with the one before it as soon as that is not
 * longer, so that there are few, and each key is written some logarithm of times. What a key costs does not grow with
 * the number of places in which a batch's keys lie. Not thread-safe.
 *
 * <p>Invariant: a key is in the table or in one run, never in two places. A key that is removed from a run stays there
 * until the next merge, and is remembered until it is added again, or all runs are merged.
 */
final class SpreadKeys {
    private static final int CHUNK = 1 << DenseLeaf.BITS;

    private final Spill spill;
    private final Lookups lookups;
    private final DenseChunks dense;
    private final LongTable table = new LongTable();
    private final LongTable removed = new LongTable();
    private final List<LongRun> runs = new ArrayList<>();

    /** Where keys go that turn out to be close together. */
    interface DenseChunks {
        /** @param keys ascending, of one range of 65,536, up to {@code count} */
        void take(long[] keys, int count);
    }

    SpreadKeys(Spill spill, Lookups lookups, DenseChunks dense) {
        this.spill = spill;
        this.lookups = lookups;
        this.dense = dense;
    }

    boolean isEmpty() {
        return table.isEmpty() && runs.isEmpty();
    }

    boolean contains(long key) {
        return table.contains(key) || inRuns(key) && !removed.contains(key);
    }

    /** @return whether the key is new */
    boolean add(long key) {
        if (table.contains(key)) {
            return false;
        }
        if (inRuns(key)) {
            return removed.remove(key);
        }
        addToTable(key);
        return true;
    }

    /** As {@link #add}, of a key that is known not to be there. */
    void addNew(long key) {
        if (removed.isEmpty()) {
            addToTable(key);
        } else {
            add(key);
        }
    }

    /** @return whether the key was there */
    boolean remove(long key) {
        if (table.remove(key)) {
            return true;
        }
        if (!inRuns(key) || !removed.add(key)) {
            return false;
        }
        if (removed.size() >= spill.tableKeys()) {
            merge(0);
        }
        return true;
    }

    /** Up to {@code limit} keys from this one on, in ascending order; to be called after {@link #settle}. */
    long[] from(long key, int limit) {
        long[] keys = new long[1024];
        int count = 0;
        for (RunMerge merge = new RunMerge(runs, removed, key); merge.hasKey() && count < limit; merge.advance()) {
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, 2 * count);
            }
            keys[count++] = merge.key();
        }
        return Arrays.copyOf(keys, count);
    }

    /** Removes the keys up to this one; to be called when {@link #from} has given them. */
    void dropThrough(long key) {
        runs.forEach(run -> run.dropThrough(key));
        runs.stream().filter(LongRun::isEmpty).forEach(LongRun::close);
        runs.removeIf(LongRun::isEmpty);
        if (runs.isEmpty()) {
            removed.drain();
        }
    }

    /** Makes a run of the keys that wait. */
    void settle() {
        if (!table.isEmpty()) {
            write(table.drain());
        }
    }

    /** @param ascending keys that are not there yet */
    void write(long[] ascending) {
        Sink sink = new Sink(ascending.length);
        for (long key : ascending) {
            sink.add(key);
        }
        sink.finish(runs.size());
        int first = runs.size() - 1;
        while (first > 0 && runs.get(first - 1).size() <= sizeFrom(first)) {
            first--;
        }
        if (first < runs.size() - 1) {
            merge(first);
        }
    }

    void close() {
        runs.forEach(LongRun::close);
        runs.clear();
    }

    private void addToTable(long key) {
        table.add(key);
        removed.remove(key);
        if (table.size() >= spill.tableKeys()) {
            settle();
        }
    }

    private boolean inRuns(long key) {
        if (runs.isEmpty()) {
            return false;
        }
        long hash = RunFilter.mixed(key);
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).contains(key, hash)) {
                return true;
            }
        }
        return false;
    }

    private long sizeFrom(int first) {
        return runs.subList(first, runs.size()).stream()
                .mapToLong(LongRun::size)
                .sum();
    }

    /** Makes one run of those from there on. */
    private void merge(int first) {
        List<LongRun> merged = runs.subList(first, runs.size());
        Sink sink = new Sink(sizeFrom(first));
        for (RunMerge merge = new RunMerge(merged, removed, Long.MIN_VALUE); merge.hasKey(); merge.advance()) {
            sink.add(merge.key());
        }
        merged.forEach(LongRun::close);
        merged.clear();
        sink.finish(first);
        if (first == 0) {
            removed.drain();
        }
    }

    /** Parts keys that come in ascending order: into a run, and what is dense. */
    private final class Sink {
        private final RunWriter writer;
        private final long[] chunk;
        private int count;

        /** @param most how many keys may come */
        Sink(long most) {
            writer = new RunWriter(spill, lookups, most);
            chunk = new long[(int) Math.min(most, CHUNK)];
        }

        void add(long key) {
            if (count > 0 && chunk[0] >> DenseLeaf.BITS != key >> DenseLeaf.BITS) {
                part();
            }
            chunk[count++] = key;
        }

        /** @param place of the run among the others */
        void finish(int place) {
            part();
            writer.finish().ifPresent(run -> runs.add(place, run));
        }

        private void part() {
            if (count >= Spill.DENSE) {
                dense.take(chunk, count);
            } else {
                for (int i = 0; i < count; i++) {
                    writer.add(chunk[i]);
                }
            }
            count = 0;
        }
    }
}
