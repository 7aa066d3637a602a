package io.tranche.dialect;

import java.util.List;
import java.util.Optional;

/**
 * A contiguous range of a table's key: the part of it that a chunk reads.
 *
 * @param columns leading columns of the identity
 * @param from values in the dialect's own spelling, in the order of {@code columns}, inclusive; empty: open
 * @param to likewise, exclusive; empty: open
 */
public record KeyRange(List<String> columns, Optional<List<String>> from, Optional<List<String>> to) {
    public KeyRange {
        columns = List.copyOf(columns);
    }
}
