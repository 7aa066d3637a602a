package io.tranche.diff;

import io.tranche.dialect.Asked;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.row.KeyBatch;
import io.tranche.row.LineBatch;
import io.tranche.row.TextKeys;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds among missing and extra rows those that are one row to the database: keys that differ in case, accents or trailing
 * blanks only, and rows that the two servers put into different ranges. The databases themselves say which keys are equal.
 */
final class Reconciliation {
    private static final int KEYS_PER_QUESTION = 1_000;

    /** One of the two databases. */
    private record End(Reader reader, Query query, Function<KeyBatch, Asked> asked, DifferenceKind kind) {}

    private final ComparedLines lines;
    private final Differences found;
    private final End source;
    private final End target;
    private final Digest.Maker digests = new Digest.Maker();
    private final Set<ByteBuffer> settledInSource = new HashSet<>();
    private final Set<ByteBuffer> settledInTarget = new HashSet<>();
    private final KeyLog changed;

    Reconciliation(ComparedLines lines, Differences found, Reader source, Reader target) {
        this.lines = lines;
        this.found = found;
        this.changed = new KeyLog(false, found.scratch());
        this.source = new End(source, lines.source(), lines::askedOfSource, DifferenceKind.MISSING);
        this.target = new End(target, lines.target(), lines::askedOfTarget, DifferenceKind.EXTRA);
    }

    /** Integers are equal only if they are the same, wherever they are compared. */
    void run() {
        long missing = found.count(DifferenceKind.MISSING);
        long extra = found.count(DifferenceKind.EXTRA);
        if (found.integer() || missing == 0 || extra == 0) {
            return;
        }
        if (missing <= extra) {
            found.keys(DifferenceKind.MISSING)
                    .forEach(KEYS_PER_QUESTION, keys -> settle(keys, source, settledInSource, target, settledInTarget));
        } else {
            found.keys(DifferenceKind.EXTRA)
                    .forEach(KEYS_PER_QUESTION, keys -> settle(keys, target, settledInTarget, source, settledInSource));
        }
        remove(DifferenceKind.MISSING, settledInSource);
        remove(DifferenceKind.EXTRA, settledInTarget);
        changed.forEach(
                KEYS_PER_QUESTION, keys -> found.keys(DifferenceKind.CHANGED).addAll(keys));
        changed.close();
    }

    /** Asks one end for keys of the other's rows. */
    private void settle(KeyBatch keys, End own, Set<ByteBuffer> ownSettled, End other, Set<ByteBuffer> othersSettled) {
        Map<ByteBuffer, Digest> theirs = new HashMap<>();
        KeyBatch unanswered =
                other.reader().lookup(other.query(), other.asked().apply(keys), batch -> collect(batch, theirs));
        if (theirs.isEmpty()) {
            return;
        }
        Map<ByteBuffer, Digest> ours = new HashMap<>();
        KeyBatch answered = without(keys, unanswered);
        own.reader().readMatching(own.query(), own.asked().apply(answered), batch -> collect(batch, ours));
        Map<ByteBuffer, Digest> ofSource = own.kind() == DifferenceKind.MISSING ? ours : theirs;
        Set<Digest> ofTarget = new HashSet<>((own.kind() == DifferenceKind.MISSING ? theirs : ours).values());
        ofSource.forEach((key, line) -> {
            if (ofTarget.contains(line)) {
                found.equal(1);
            } else {
                changed.addAll(TextKeys.of(java.util.List.of(key.array())));
            }
        });
        ownSettled.addAll(ours.keySet());
        othersSettled.addAll(theirs.keySet());
    }

    private void collect(LineBatch batch, Map<ByteBuffer, Digest> rows) {
        TextKeys keys = (TextKeys) lines.keys(batch);
        for (int row = 0; row < batch.rows(); row++) {
            rows.put(ByteBuffer.wrap(keys.get(row)), digests.of(batch, row));
        }
    }

    private KeyBatch without(KeyBatch keys, KeyBatch unanswered) {
        Set<ByteBuffer> left = new HashSet<>();
        for (int i = 0; i < unanswered.size(); i++) {
            left.add(ByteBuffer.wrap(((TextKeys) unanswered).get(i)));
        }
        BitSet answered = new BitSet(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            answered.set(i, !left.contains(ByteBuffer.wrap(((TextKeys) keys).get(i))));
        }
        return keys.only(answered);
    }

    private void remove(DifferenceKind kind, Set<ByteBuffer> settled) {
        if (settled.isEmpty()) {
            return;
        }
        KeyLog kept = new KeyLog(false, found.scratch());
        found.keys(kind).forEach(KEYS_PER_QUESTION, keys -> {
            for (int i = 0; i < keys.size(); i++) {
                if (!settled.contains(ByteBuffer.wrap(((TextKeys) keys).get(i)))) {
                    kept.add(keys, i);
                }
            }
        });
        found.replace(kind, kept);
    }
}
