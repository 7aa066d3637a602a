package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.SyncStrategy;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Suggests {@code partitioned_by} for big tables that are compared whole. A column fits that refers to a table with so few rows
 * that each of its values stands for many, and that an index begins with.
 *
 * @param catalog the source's
 * @param indexes the columns of each index, by table
 * @param threshold rows from which on a table is big
 */
record PartitionAdvice(Catalog catalog, Map<TableName, List<List<String>>> indexes, long threshold) {
    /** From so many rows on it takes minutes to hash or to read a table. */
    static final long USUAL_THRESHOLD = 10_000_000;

    /** A value with fewer rows than these is no partition worth a sum of its own. */
    private static final long ROWS_PER_VALUE = 10_000;

    /**
     * What there is to say of a table.
     *
     * @param rows as they were counted
     */
    Optional<String> of(TableName name, SyncStrategy strategy, long rows) {
        boolean whole = strategy instanceof SyncStrategy.Checksum checksum
                && checksum.partitionedBy().isEmpty();
        if (!whole || rows < threshold) {
            return Optional.empty();
        }
        return catalog.references().stream()
                .filter(reference -> reference.child().equals(name))
                .filter(reference -> fits(reference, rows))
                .max(Comparator.comparingLong(
                        reference -> catalog.table(reference.parent()).rows()))
                .map(reference ->
                        advice(catalog.display(name), reference.childColumns().get(0), rows));
    }

    private static String advice(String table, String column, long rows) {
        return String.format(
                Locale.ROOT,
                "%s has %,d rows, and is compared whole. `%s: {partitioned_by: %s}` under `sync:` has the servers sum its rows"
                        + " up by value, and looks only into values that differ.",
                table,
                rows,
                table,
                column);
    }

    private boolean fits(Reference reference, long rows) {
        if (reference.childColumns().size() != 1
                || reference.parent().equals(reference.child())
                || !catalog.contains(reference.parent())) {
            return false;
        }
        Table parent = catalog.table(reference.parent());
        String column = reference.childColumns().get(0);
        boolean indexed = indexes.getOrDefault(reference.child(), List.of()).stream()
                .anyMatch(index -> index.get(0).equalsIgnoreCase(column));
        return indexed && parent.rows() > 1 && parent.rows() <= rows / ROWS_PER_VALUE;
    }
}
