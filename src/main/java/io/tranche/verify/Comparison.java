package io.tranche.verify;

import java.util.List;

/**
 * What {@link RowComparison} found.
 *
 * @param tables in the order asked for
 * @param unchecked tables that could not be compared
 */
public record Comparison(List<TableComparison> tables, List<Unchecked> unchecked) {
    public Comparison {
        tables = List.copyOf(tables);
        unchecked = List.copyOf(unchecked);
    }

    /** Whether each row that was compared is equal. */
    public boolean holds() {
        return tables.stream().allMatch(TableComparison::holds);
    }
}
