package io.tranche.dialect;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A contiguous range of a table: the part of it that a chunk reads.
 *
 * @param by what the range is of
 * @param columns leading columns of the identity, or what the dialect calls a row's place
 * @param from values in the dialect's own spelling, in the order of {@code columns}, inclusive; empty: open
 * @param to likewise, exclusive; empty: open
 */
public record KeyRange(By by, List<String> columns, Optional<List<String>> from, Optional<List<String>> to) {
    /** What rows are told apart by. */
    public enum By {
        /** The table's identity: the same rows in any snapshot and any database. */
        KEY,
        /** Where rows lie: a range holds the same rows only within one snapshot, for an update moves a row. */
        PLACE
    }

    public KeyRange {
        requireNonNull(by, "by");
        columns = List.copyOf(columns);
    }

    /** A range of the identity. */
    public KeyRange(List<String> columns, Optional<List<String>> from, Optional<List<String>> to) {
        this(By.KEY, columns, from, to);
    }

    /** The whole table. */
    public static KeyRange open() {
        return new KeyRange(List.of(), Optional.empty(), Optional.empty());
    }
}
