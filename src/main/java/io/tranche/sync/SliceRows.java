package io.tranche.sync;

import io.tranche.dialect.Asked;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Reader;
import io.tranche.diff.ComparedLines;
import io.tranche.diff.DifferenceKind;
import io.tranche.diff.Differences;
import io.tranche.diff.Digest;
import io.tranche.diff.KeyFields;
import io.tranche.diff.Pairing;
import io.tranche.error.RunFailure;
import io.tranche.keys.KeySpace;
import io.tranche.keys.KeyStore;
import io.tranche.plan.Identity;
import io.tranche.plan.TablePlan;
import io.tranche.row.KeyBatch;
import io.tranche.row.LineBatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Compares the rows of a slice, which are known by their keys, with those of the target: first piece by piece, then what the
 * target has beside. The target's databases say which keys are equal, whatever their spelling. Thread-safe, but for
 * {@link #findExtra}, which comes last.
 */
final class SliceRows implements AutoCloseable {
    private static final int KEYS_PER_PIECE = 10_000;
    private static final int KEYS_PER_QUESTION = 1_000;
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Dialect dialect;
    private final ComparedLines lines;
    private final Pairing pairing;
    private final KeyStore store;
    private final Differences found;
    private final String unit = "met " + NUMBERS.incrementAndGet();
    private final KeySpace met;

    /**
     * @param store has the slice's keys, and gets those of the target's rows for as long as this lasts
     * @param found where differences are added
     */
    SliceRows(Dialect dialect, ComparedLines lines, Pairing pairing, KeyStore store, Differences found) {
        this.dialect = dialect;
        this.lines = lines;
        this.pairing = pairing;
        this.store = store;
        this.found = found;
        this.met = new KeySpace(
                unit + " in " + pairing.target().name(),
                lines.form().integer() ? KeySpace.Kind.INTEGER : KeySpace.Kind.TEXT);
    }

    /**
     * Some of the slice's keys.
     *
     * @param after what they come behind; null for the first ones
     */
    record Piece(TablePlan table, Identity.ByKey identity, KeyBatch after) {}

    /** All of a table's keys. */
    List<Piece> pieces(TablePlan table, Identity.ByKey identity) {
        List<Piece> pieces = new ArrayList<>();
        KeyBatch after = null;
        for (KeyBatch keys = keys(identity, null); !keys.isEmpty(); keys = keys(identity, after)) {
            pieces.add(new Piece(table, identity, after));
            after = KeyFields.slice(keys, keys.size() - 1, keys.size());
        }
        return pieces;
    }

    private KeyBatch keys(Identity.ByKey identity, KeyBatch after) {
        return store.scan(identity.key().space(), KeyStore.Set.COPIED, after, KEYS_PER_PIECE);
    }

    /** @return the keys that were compared */
    KeyBatch compare(Piece piece, Station station) {
        KeyBatch keys = keys(piece.identity(), piece.after());
        List<String> names = piece.table().table().identity().orElseThrow().columns();
        Asked asked = new Asked(
                pairing.source().columnsOf(names), dialect.form(pairing.source().columnsOf(names)), keys);
        Digest.Maker digests = new Digest.Maker();
        long rows = station.source()
                .readMatching(lines.source(), asked, batch -> compare(batch, digests, station.target()));
        if (rows != keys.size()) {
            throw new RunFailure(pairing.source().name() + ": of " + keys.size() + " rows of the slice the source gave"
                    + " back " + rows + ". It changed while it was read; run it again.");
        }
        return keys;
    }

    private void compare(LineBatch batch, Digest.Maker digests, Reader target) {
        KeyBatch keys = lines.keys(batch);
        for (int from = 0; from < batch.rows(); from += KEYS_PER_QUESTION) {
            int to = Math.min(batch.rows(), from + KEYS_PER_QUESTION);
            compare(batch, from, KeyFields.slice(keys, from, to), digests, target);
        }
    }

    private void compare(LineBatch batch, int from, KeyBatch keys, Digest.Maker digests, Reader target) {
        Set<Digest> answers = new HashSet<>();
        KeyBatch absent = target.lookup(lines.target(), lines.askedOfTarget(keys), answer -> {
            store.lease(unit, met, lines.keys(answer));
            for (int row = 0; row < answer.rows(); row++) {
                answers.add(digests.of(answer, row));
            }
        });
        Set<Object> missing = new HashSet<>();
        for (int i = 0; i < absent.size(); i++) {
            missing.add(absent.value(i));
        }
        long equal = 0;
        for (int i = 0; i < keys.size(); i++) {
            if (missing.contains(keys.value(i))) {
                found.add(DifferenceKind.MISSING, keys, i);
            } else if (answers.contains(digests.of(batch, from + i))) {
                equal++;
            } else {
                found.add(DifferenceKind.CHANGED, keys, i);
            }
        }
        found.equal(equal);
    }

    /** Rows of the target that no row of the slice has met. */
    void findExtra(Reader target) {
        ComparedLines keyLines = new ComparedLines(dialect, pairing.keyAlone());
        target.read(keyLines.target(), batch -> {
            KeyBatch keys = keyLines.keys(batch);
            BitSet extra = absent(keys);
            for (int i = extra.nextSetBit(0); i >= 0; i = extra.nextSetBit(i + 1)) {
                found.add(DifferenceKind.EXTRA, keys, i);
            }
        });
    }

    /** Those that could be leased; they are given back. */
    private BitSet absent(KeyBatch keys) {
        String probe = unit + " probe";
        try {
            return store.lease(probe, met, keys);
        } finally {
            store.release(probe);
        }
    }

    @Override
    public void close() {
        store.release(unit);
    }
}
