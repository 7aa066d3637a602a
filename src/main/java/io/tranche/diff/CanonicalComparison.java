package io.tranche.diff;

import io.tranche.catalog.Table;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.row.Escapes;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import io.tranche.row.TextKeys;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Compares the tables of two families of databases, which agree neither on texts of values nor on an order of keys: both sides
 * are read whole, each value becomes its {@link io.tranche.dialect.CanonicalForm}'s text, and rows are sorted here by the bytes
 * of their keys. Then both are walked over side by side. Rows without a key are paired by all that they hold.
 *
 * <p>Of a row its key and a {@link Digest} are kept, in memory or on disk, see {@link RowSort}. Two threads may read
 * the two sides at once; then one concludes.
 */
public final class CanonicalComparison implements AutoCloseable {
    private static final int MOST_BYTES = 24 << 20;

    private final CanonicalPairing pairing;
    private final RowSort ours;
    private final RowSort theirs;

    public CanonicalComparison(CanonicalPairing pairing) {
        this(pairing, MOST_BYTES);
    }

    /** @param mostBytes what is held of each side in memory */
    CanonicalComparison(CanonicalPairing pairing, int mostBytes) {
        this.pairing = pairing;
        this.ours = new RowSort(mostBytes);
        this.theirs = new RowSort(mostBytes);
    }

    /** Reads the source, and counts its rows. */
    public long readSource(Reader reader) {
        List<UnaryOperator<byte[]>> texts =
                pairing.fields().stream().map(field -> field.ofSource().text()).toList();
        return read(reader, pairing.source(), pairing.sourceOutputs(), texts, ours);
    }

    /** Reads the target, and counts its rows. */
    public long readTarget(Reader reader) {
        List<UnaryOperator<byte[]>> texts =
                pairing.fields().stream().map(field -> field.ofTarget().text()).toList();
        return read(reader, pairing.target(), pairing.targetOutputs(), texts, theirs);
    }

    /**
     * Compares what was read.
     *
     * @param scratch for keys that outgrow memory
     * @return rows that differ, by the canonical texts of their keys; where there is no key, by their digests. The caller closes
     *     it
     */
    public Differences conclude(Scratch scratch) {
        Differences found = new Differences(false, scratch);
        boolean done = false;
        try {
            walk(new Walk(ours.sorted()), new Walk(theirs.sorted()), found);
            done = true;
        } finally {
            if (!done) {
                found.close();
            }
        }
        return found;
    }

    /** Gives up what was read. */
    @Override
    public void close() {
        ours.close();
        theirs.close();
    }

    private long read(
            Reader reader, Table table, List<Output> outputs, List<UnaryOperator<byte[]>> texts, RowSort rows) {
        Digest.Maker digests = new Digest.Maker();
        return reader.read(Query.of(table, List.of(), outputs), batch -> {
            LineBatch lines = canonical(batch, texts);
            TextKeys keys = pairing.key().isEmpty() ? TextKeys.EMPTY : keys(lines);
            for (int row = 0; row < lines.rows(); row++) {
                Digest line = digests.of(lines, row);
                rows.add(pairing.key().isEmpty() ? bytes(line) : keys.get(row), line);
            }
        });
    }

    private static LineBatch canonical(LineBatch batch, List<UnaryOperator<byte[]>> texts) {
        LineBatch lines = new LineBatch(batch.size());
        for (int row = 0; row < batch.rows(); row++) {
            List<byte[]> values = Escapes.fields(batch, row);
            for (int i = 0; i < texts.size(); i++) {
                byte[] value = values.get(i);
                lines.field(value == null ? null : texts.get(i).apply(value));
            }
            lines.endLine();
        }
        return lines;
    }

    private TextKeys keys(LineBatch lines) {
        int[] positions = pairing.key().stream()
                .mapToInt(field -> pairing.fields().indexOf(field))
                .toArray();
        return (TextKeys) KeyFields.read(new KeyColumns(positions, false), lines);
    }

    private static byte[] bytes(Digest digest) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(digest.high())
                .putLong(digest.low())
                .array();
    }

    private static void walk(Walk ours, Walk theirs, Differences found) {
        while (ours.present() || theirs.present()) {
            byte[] key = first(ours, theirs);
            Map<Digest, Long> surplus = new HashMap<>();
            long rows = ours.count(key, line -> surplus.merge(line, 1L, Long::sum));
            theirs.count(key, line -> surplus.merge(line, -1L, Long::sum));
            long missing = surplus.values().stream()
                    .mapToLong(count -> Math.max(count, 0))
                    .sum();
            long extra = surplus.values().stream()
                    .mapToLong(count -> Math.max(-count, 0))
                    .sum();
            long changed = Math.min(missing, extra);
            found.equal(rows - missing);
            add(found, DifferenceKind.CHANGED, key, changed);
            add(found, DifferenceKind.MISSING, key, missing - changed);
            add(found, DifferenceKind.EXTRA, key, extra - changed);
        }
    }

    private static byte[] first(Walk ours, Walk theirs) {
        if (!ours.present() || !theirs.present()) {
            return ours.present() ? ours.key() : theirs.key();
        }
        return Arrays.compareUnsigned(ours.key(), theirs.key()) <= 0 ? ours.key() : theirs.key();
    }

    private static void add(Differences found, DifferenceKind kind, byte[] key, long rows) {
        for (long i = 0; i < rows; i++) {
            found.add(kind, TextKeys.of(List.of(key)), 0);
        }
    }

    /** Sorted rows, with the next one in sight. */
    private static final class Walk {
        private final Iterator<RowSort.Row> rows;
        private RowSort.Row next;

        Walk(Iterator<RowSort.Row> rows) {
            this.rows = rows;
            advance();
        }

        private void advance() {
            next = rows.hasNext() ? rows.next() : null;
        }

        boolean present() {
            return next != null;
        }

        byte[] key() {
            return next.key();
        }

        /** Passes over the rows of a key, if it is theirs. */
        long count(byte[] key, Consumer<Digest> each) {
            long count = 0;
            while (next != null && Arrays.equals(next.key(), key)) {
                each.accept(next.line());
                count++;
                advance();
            }
            return count;
        }
    }
}
