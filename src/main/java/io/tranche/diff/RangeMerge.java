package io.tranche.diff;

import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Reader;
import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares one range of a table by walking over both sides at once, in the order of the key. Lines that are equal byte for
 * byte are passed over together. Where they are not, both wait for their counterparts: the walk needs no knowledge of how a
 * server orders keys, and finds its step again as soon as both sides have come to the same row. Where the two orders agree
 * no more wait than the longest run of rows that one side lacks; where they do not, the range's rows at most.
 *
 * <p>One thread uses it, once.
 */
final class RangeMerge {
    /** A row whose counterpart has not come yet. */
    private record Waiting(Digest line, KeyBatch keys, int index) {}

    private final ComparedLines lines;
    private final Differences found;
    private final Digest.Maker digests = new Digest.Maker();
    private final Map<Object, Waiting> inSource = new LinkedHashMap<>();
    private final Map<Object, Waiting> inTarget = new LinkedHashMap<>();
    private long equal;

    RangeMerge(ComparedLines lines, Differences found) {
        this.lines = lines;
        this.found = found;
    }

    /** @return rows of the source */
    long compare(KeyRange range, Reader source, Reader target) {
        try (LineFlow left =
                        new LineFlow("compare source", source, lines.source().in(range), lines);
                LineFlow right =
                        new LineFlow("compare target", target, lines.target().in(lines.inTarget(range)), lines)) {
            while (left.present() && right.present()) {
                step(left, right);
            }
            for (; left.present(); left.advance()) {
                meet(left, inTarget, inSource);
            }
            for (; right.present(); right.advance()) {
                meet(right, inSource, inTarget);
            }
        }
        inSource.values().forEach(row -> found.add(DifferenceKind.MISSING, row.keys(), row.index()));
        inTarget.values().forEach(row -> found.add(DifferenceKind.EXTRA, row.keys(), row.index()));
        found.equal(equal);
        return equal + inSource.size() + changed;
    }

    private void step(LineFlow left, LineFlow right) {
        if (left.sameLine(right)) {
            equal++;
            left.advance();
            right.advance();
        } else if (inTarget.containsKey(key(left))) {
            meet(left, inTarget, inSource);
            left.advance();
        } else if (inSource.containsKey(key(right))) {
            meet(right, inSource, inTarget);
            right.advance();
        } else {
            meet(left, inTarget, inSource);
            meet(right, inSource, inTarget);
            left.advance();
            right.advance();
        }
    }

    private long changed;

    /** Pairs a row with its counterpart if that is waiting, else has it wait. */
    private void meet(LineFlow flow, Map<Object, Waiting> others, Map<Object, Waiting> own) {
        Waiting other = others.remove(key(flow));
        Digest line = flow.digest(digests);
        if (other == null) {
            own.put(key(flow), kept(line, flow.keys(), flow.index()));
        } else if (other.line().equals(line)) {
            equal++;
        } else {
            changed++;
            found.add(DifferenceKind.CHANGED, flow.keys(), flow.index());
        }
    }

    /** A copy of the one key: a batch of keys would be kept for the sake of one of them. */
    private static Waiting kept(Digest line, KeyBatch keys, int index) {
        return new Waiting(line, KeyFields.slice(keys, index, index + 1), 0);
    }

    private static Object key(LineFlow flow) {
        KeyBatch keys = flow.keys();
        return keys instanceof LongKeys longs
                ? (Object) longs.get(flow.index())
                : ByteBuffer.wrap(((TextKeys) keys).get(flow.index()));
    }
}
