package io.tranche.diff;

import io.tranche.row.KeyBatch;
import java.util.EnumMap;
import java.util.Map;

/** Which rows of one table differ, by their keys, and how many do not. Thread-safe while it is filled. */
public final class Differences implements AutoCloseable {
    private final Map<DifferenceKind, KeyLog> logs = new EnumMap<>(DifferenceKind.class);
    private final boolean integer;
    private final Scratch scratch;
    private long equal;

    /** @param integer whether the keys are 64-bit values */
    public Differences(boolean integer, Scratch scratch) {
        this.integer = integer;
        this.scratch = scratch;
        for (DifferenceKind kind : DifferenceKind.values()) {
            logs.put(kind, new KeyLog(integer, scratch));
        }
    }

    public synchronized void add(DifferenceKind kind, KeyBatch keys, int index) {
        logs.get(kind).add(keys, index);
    }

    public synchronized void equal(long rows) {
        equal += rows;
    }

    public synchronized long equal() {
        return equal;
    }

    public synchronized long count(DifferenceKind kind) {
        return logs.get(kind).size();
    }

    /** The keys of a kind. A row that was changed is known by the source's spelling of its key. */
    public synchronized KeyLog keys(DifferenceKind kind) {
        return logs.get(kind);
    }

    boolean integer() {
        return integer;
    }

    Scratch scratch() {
        return scratch;
    }

    /** Puts other keys in the place of those of a kind. */
    synchronized void replace(DifferenceKind kind, KeyLog keys) {
        logs.put(kind, keys).close();
    }

    public synchronized boolean isEmpty() {
        return logs.values().stream().allMatch(KeyLog::isEmpty);
    }

    @Override
    public synchronized void close() {
        logs.values().forEach(KeyLog::close);
    }
}
