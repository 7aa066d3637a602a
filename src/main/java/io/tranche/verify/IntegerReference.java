package io.tranche.verify;

import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.row.LineBatch;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A reference of one integer column between two large tables, seen as two columns: the server sends both, and each value is a
 * bit here. A server that joins such tables needs several times as long, for each value has to be found in a hash table, or
 * an index, that no processor's cache holds. This can only prove that there is no orphan: where there is one, or the
 * values are spread too far, the server has to count.
 *
 * <p>The two columns may be read at the same time, each once. Memory: as many bits for each as values are allowed.
 */
final class IntegerReference {
    /** Smaller tables are joined in no time. */
    private static final long LARGE = 100_000;

    private final OrphanQuery orphans;
    private final Query parents;
    private final Query children;
    private final int mostValues;
    private final BitSet parentValues = new BitSet();
    private final BitSet childValues = new BitSet();
    private Optional<Values> values = Optional.empty();
    private boolean asked;
    private boolean outside;

    /** The values from the lowest to the highest key of the parent; as 64-bit patterns, signed or not. */
    private record Values(long lowest, long number) {
        /** The place of a key among them; negative, or too large, outside of them. */
        long place(long value) {
            return value - lowest;
        }
    }

    private IntegerReference(OrphanQuery orphans, OrphanQuery.Columns columns, int mostValues) {
        this.orphans = orphans;
        this.mostValues = mostValues;
        this.parents = columns.parents();
        this.children = columns.children();
    }

    /**
     * Empty if the columns are no integers, or if one of the tables is not known to be large.
     *
     * @param mostValues from the lowest to the highest key of the parent
     */
    static Optional<IntegerReference> of(OrphanQuery orphans, int mostValues) {
        boolean large =
                orphans.child().rows() >= LARGE && orphans.parent().stream().anyMatch(parent -> parent.rows() >= LARGE);
        return large ? ofAnySize(orphans, mostValues) : Optional.empty();
    }

    static Optional<IntegerReference> ofAnySize(OrphanQuery orphans, int mostValues) {
        return orphans.integers().map(columns -> new IntegerReference(orphans, columns, mostValues));
    }

    void readParents(Reader reader) {
        values(reader)
                .ifPresent(all -> reader.read(parents, batch -> {
                    for (int row = 0; row < batch.rows(); row++) {
                        parentValues.set(Math.toIntExact(all.place(value(batch, row))));
                    }
                }));
    }

    void readChildren(Reader reader) {
        values(reader)
                .ifPresent(all -> reader.read(children, batch -> {
                    for (int row = 0; row < batch.rows(); row++) {
                        long place = all.place(value(batch, row));
                        if (place >= 0 && place < all.number()) {
                            childValues.set((int) place);
                        } else {
                            outside = true;
                        }
                    }
                }));
    }

    /** A line is an integer's text and a newline. Read here, not by what also reads keys to copy: a fault there must show. */
    private static long value(LineBatch batch, int row) {
        byte[] bytes = batch.bytes();
        int from = batch.start(row);
        boolean negative = bytes[from] == '-';
        long value = 0;
        for (int at = negative ? from + 1 : from; at < batch.end(row) - 1; at++) {
            value = value * 10 + bytes[at] - '0';
        }
        return negative ? -value : value;
    }

    /** Whether each child's parent was seen, once both columns have been read. Says so once; false says nothing. */
    boolean isComplete() {
        childValues.andNot(parentValues);
        return values.isPresent() && !outside && childValues.isEmpty();
    }

    /** Empty where there are too many of them, or none. Whoever comes first asks. */
    private synchronized Optional<Values> values(Reader reader) {
        if (!asked) {
            values = values(reader.rows(orphans.bounds()).get(0));
            asked = true;
        }
        return values;
    }

    private Optional<Values> values(List<String> bounds) {
        if (bounds.get(0) == null) {
            return Optional.empty();
        }
        BigInteger lowest = new BigInteger(bounds.get(0));
        BigInteger number = new BigInteger(bounds.get(1)).subtract(lowest).add(BigInteger.ONE);
        return number.compareTo(BigInteger.valueOf(mostValues)) <= 0
                ? Optional.of(new Values(lowest.longValue(), number.longValue()))
                : Optional.empty();
    }
}
