package io.tranche.keys;

import java.util.Collection;
import java.util.List;

/** Walks over several runs at once, in ascending order; keys that were removed are passed over. */
final class RunMerge {
    private final LongRun.Cursor[] cursors;
    private final LongTable removed;
    private LongRun.Cursor lowest;

    RunMerge(Collection<LongRun> runs, LongTable removed, long from) {
        List<LongRun.Cursor> all = runs.stream().map(run -> run.from(from)).toList();
        this.cursors = all.toArray(LongRun.Cursor[]::new);
        this.removed = removed;
        find();
    }

    boolean hasKey() {
        return lowest != null;
    }

    long key() {
        return lowest.key();
    }

    void advance() {
        lowest.advance();
        find();
    }

    private void find() {
        lowest = lowestCursor();
        while (lowest != null && !removed.isEmpty() && removed.contains(lowest.key())) {
            lowest.advance();
            lowest = lowestCursor();
        }
    }

    /** Runs are few: looking at all of them is as quick as any heap. */
    private LongRun.Cursor lowestCursor() {
        LongRun.Cursor found = null;
        for (LongRun.Cursor cursor : cursors) {
            if (cursor.hasKey() && (found == null || cursor.key() < found.key())) {
                found = cursor;
            }
        }
        return found;
    }
}
