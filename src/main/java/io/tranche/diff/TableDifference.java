package io.tranche.diff;

import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Reader;
import java.util.List;

/** Compares two tables with a key, range by range; several threads may compare ranges at once. */
public final class TableDifference {
    private final ComparedLines lines;
    private final Pairing pairing;
    private final Differences found;

    public TableDifference(ComparedLines lines, Pairing pairing) {
        this.lines = lines;
        this.pairing = pairing;
        this.found = new Differences(lines.form().integer());
    }

    /** Ranges of about {@code rows} rows of the source, which together hold all rows of both sides. */
    public List<KeyRange> ranges(Reader source, long rows) {
        List<KeyRange> ranges = source.split(pairing.source(), rows);
        return ranges.stream().allMatch(lines::parts) ? ranges : List.of(whole());
    }

    private static KeyRange whole() {
        return new KeyRange(List.of(), java.util.Optional.empty(), java.util.Optional.empty());
    }

    /**
     * Compares one range.
     *
     * @return rows of the source in it
     */
    public long merge(KeyRange range, Reader source, Reader target) {
        return new RangeMerge(lines, found).compare(range, source, target);
    }

    /** Once all ranges have been compared: pairs rows whose keys only look different. */
    public Differences conclude(Reader source, Reader target) {
        new Reconciliation(lines, found, source, target).run();
        return found;
    }
}
