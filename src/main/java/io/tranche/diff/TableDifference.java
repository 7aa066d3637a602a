package io.tranche.diff;

import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Reader;
import java.util.List;
import java.util.Optional;

/** Compares two tables with a key, range by range; several threads may compare ranges at once. */
public final class TableDifference {
    private final Dialect dialect;
    private final ComparedLines lines;
    private final Pairing pairing;
    private final Differences found;

    public TableDifference(Dialect dialect, ComparedLines lines, Pairing pairing, Scratch scratch) {
        this(dialect, lines, pairing, new Differences(lines.form().integer(), scratch));
    }

    /** @param found where differences are added */
    public TableDifference(Dialect dialect, ComparedLines lines, Pairing pairing, Differences found) {
        this.dialect = dialect;
        this.lines = lines;
        this.pairing = pairing;
        this.found = found;
    }

    /** The same tables, with nothing found yet: for a trial whose findings do not count. */
    public TableDifference trial() {
        return new TableDifference(
                dialect, lines, pairing, new Differences(lines.form().integer(), found.scratch()));
    }

    /** Ranges of about {@code rows} rows of the source, which together hold all rows of both sides. */
    public List<KeyRange> ranges(Reader source, long rows) {
        List<KeyRange> ranges = source.split(pairing.source(), rows);
        return ranges.stream().allMatch(lines::parts)
                ? ranges
                : List.of(new KeyRange(List.of(), Optional.empty(), Optional.empty()));
    }

    /** Compares one range by reading it on both sides. */
    public void merge(KeyRange range, Reader source, Reader target) {
        new RangeMerge(lines, found).compare(range, source, target);
    }

    /** The best hash function that both servers have. */
    public static Optional<String> hashFunction(Reader source, Reader target) {
        List<String> theirs = target.hashFunctions();
        return source.hashFunctions().stream().filter(theirs::contains).findFirst();
    }

    /**
     * Compares one range by hashes.
     *
     * @param function of {@link #hashFunction}
     */
    public void hash(KeyRange range, String function, Reader source, Reader target) {
        RangeHash hash = new RangeHash(dialect, pairing, lines, function, range, source, target, found);
        switch (hash.compare()) {
            case DONE -> {}
            case MOSTLY_DIFFERENT -> merge(range, source, target);
        }
    }

    /** Once all ranges have been compared: pairs rows whose keys only look different. */
    public Differences conclude(Reader source, Reader target) {
        new Reconciliation(lines, found, source, target).run();
        return found;
    }
}
