package io.tranche.sync;

import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.diff.ComparedLines;
import io.tranche.diff.DifferenceKind;
import io.tranche.diff.Differences;
import io.tranche.diff.Digest;
import io.tranche.diff.KeyFields;
import io.tranche.row.KeyBatch;
import io.tranche.row.LineBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Compares some rows of the source, as they come, with those that the target has under the same keys. Rows that the target has
 * not at all are left to others. One thread uses it.
 */
final class ChangedRows {
    private static final int KEYS_PER_QUESTION = 1_000;

    private final ComparedLines lines;
    private final Differences found;
    private final Reader target;
    private final Digest.Maker digests = new Digest.Maker();
    private final Set<Object> known = new HashSet<>();

    /** @param found rows that were compared by their keys alone; those that differ otherwise are added */
    ChangedRows(ComparedLines lines, Differences found, Reader target) {
        this.lines = lines;
        this.found = found;
        this.target = target;
        found.keys(DifferenceKind.CHANGED).forEach(KEYS_PER_QUESTION, keys -> {
            for (int i = 0; i < keys.size(); i++) {
                known.add(key(keys, i));
            }
        });
    }

    void read(Reader source, Query query) {
        source.read(query, this::compare);
    }

    private void compare(LineBatch batch) {
        KeyBatch keys = lines.keys(batch);
        for (int from = 0; from < batch.rows(); from += KEYS_PER_QUESTION) {
            int to = Math.min(batch.rows(), from + KEYS_PER_QUESTION);
            compare(batch, from, KeyFields.slice(keys, from, to));
        }
    }

    private void compare(LineBatch batch, int from, KeyBatch keys) {
        Set<Digest> answers = new HashSet<>();
        KeyBatch absent = target.lookup(lines.target(), lines.askedOfTarget(keys), answer -> {
            for (int row = 0; row < answer.rows(); row++) {
                answers.add(digests.of(answer, row));
            }
        });
        Set<Object> missing = new HashSet<>();
        for (int i = 0; i < absent.size(); i++) {
            missing.add(key(absent, i));
        }
        missing.addAll(known);
        for (int i = 0; i < keys.size(); i++) {
            if (!answers.contains(digests.of(batch, from + i)) && !missing.contains(key(keys, i))) {
                found.add(DifferenceKind.CHANGED, keys, i);
                found.equal(-1);
            }
        }
    }

    private static Object key(KeyBatch keys, int index) {
        return keys instanceof LongKeys longs
                ? (Object) longs.get(index)
                : ByteBuffer.wrap(((TextKeys) keys).get(index));
    }
}
