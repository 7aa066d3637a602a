package io.tranche.verify;

import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.row.LineBatch;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reference of one integer column between two large tables, seen as two columns: the server sends both, and each value is a
 * bit here. A server that joins such tables needs several times as long, for each value has to be found in a hash table, or
 * an index, that no processor's cache holds. This can only prove that there is no orphan: where there is one, or the
 * values are spread too far, the server has to count.
 *
 * <p>The two columns may be read at the same time, each once. Memory: as many bits for each as values are
 * allowed, until {@link #isComplete} has been asked.
 */
final class IntegerReference {
    /** Smaller tables are joined in no time. */
    private static final long LARGE = 100_000;

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private final OrphanQuery orphans;
    private final Query parents;
    private final Query children;
    private final int mostValues;
    private Optional<Values> values = Optional.empty();
    private boolean asked;
    private boolean outside;

    /** The values from the lowest to the highest key of the parent, as 64-bit patterns, signed or not; which of them there are. */
    private record Values(long lowest, int number, BitSet parents, BitSet children) {
        /** Whether a value lies among them, and could be noted. */
        boolean note(long value, BitSet where) {
            long place = value - lowest;
            boolean among = place >= 0 && place < number;
            if (among) {
                where.set((int) place);
            }
            return among;
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
                        // a row that came after the bounds were asked for may lie outside of them
                        all.note(value(batch, row), all.parents());
                    }
                }));
    }

    void readChildren(Reader reader) {
        values(reader)
                .ifPresent(all -> reader.read(children, batch -> {
                    for (int row = 0; row < batch.rows(); row++) {
                        outside |= !all.note(value(batch, row), all.children());
                    }
                }));
    }

    /** A line is an integer's text and a newline. Read here, not by what also reads keys to copy: a fault there must show. */
    private static long value(LineBatch batch, int row) {
        byte[] bytes = batch.bytes();
        int from = batch.start(row);
        int newline = batch.end(row) - 1;
        boolean negative = bytes[from] == '-';
        long value = 0;
        for (int at = negative ? from + 1 : from; at < newline; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalStateException(
                        "no integer: " + new String(bytes, from, newline - from, StandardCharsets.UTF_8));
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    /** Whether each child's parent was seen, once both columns have been read. Says so once; false says nothing. */
    boolean isComplete() {
        Optional<Values> all = values;
        values = Optional.empty();
        all.ifPresent(seen -> seen.children().andNot(seen.parents()));
        return !outside && all.stream().anyMatch(seen -> seen.children().isEmpty());
    }

    /** Empty where there are too many of them, or none, or they have no order of integers. Whoever comes first asks. */
    private synchronized Optional<Values> values(Reader reader) {
        if (!asked) {
            asked = true;
            values = values(reader.rows(orphans.bounds()).get(0));
        }
        return values;
    }

    private Optional<Values> values(List<String> bounds) {
        // an ENUM is read as an integer, and its bounds are words
        if (!bounds.stream()
                .allMatch(bound -> bound != null && INTEGER.matcher(bound).matches())) {
            return Optional.empty();
        }
        BigInteger lowest = new BigInteger(bounds.get(0));
        BigInteger number = new BigInteger(bounds.get(1)).subtract(lowest).add(BigInteger.ONE);
        if (number.signum() < 1 || number.compareTo(BigInteger.valueOf(mostValues)) > 0) {
            return Optional.empty();
        }
        int size = number.intValueExact();
        return Optional.of(new Values(lowest.longValue(), size, new BitSet(size), new BitSet(size)));
    }
}
