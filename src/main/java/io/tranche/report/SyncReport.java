package io.tranche.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What {@code tranche diff} found, or {@code tranche sync} did.
 *
 * @param source the read connection's name
 * @param target the write connection's name
 * @param tables a line a table
 * @param onlyInSource tables that the target does not have (a sync has created them)
 * @param onlyInTarget tables that the source does not have and that were left alone
 * @param structure what differs in tables that both have, for people
 * @param retries how often something was done again, after a deadlock or a lost connection
 * @param milliseconds wall time
 */
public record SyncReport(
        Sort sort,
        String source,
        String target,
        List<Line> tables,
        List<String> onlyInSource,
        List<String> onlyInTarget,
        List<String> structure,
        List<String> warnings,
        long retries,
        long milliseconds) {
    /** What was asked for. */
    public enum Sort {
        /** Nothing was written. */
        COMPARED,
        REPAIRED,
        /** Nothing is left to be repaired, as a second look at both sides showed, but for what the lines say. */
        VERIFIED
    }

    /**
     * One table. After a repair the figures say what was repaired.
     *
     * @param equal rows that are equal, as far as the strategy looks
     * @param missing rows that only the source has
     * @param extra rows that only the target has
     * @param changed rows that both have, with other values
     * @param left rows that differ still, where the repair was verified; else 0
     * @param note what the strategy looks at or does, where figures do not say it; may be empty
     * @param error why the table failed
     */
    public record Line(
            String table,
            String strategy,
            long equal,
            long missing,
            long extra,
            long changed,
            long left,
            String note,
            Optional<String> error) {
        /** Rows that are not as in the source. */
        public long differing() {
            return missing + extra + changed;
        }
    }

    public SyncReport {
        requireNonNull(sort, "sort");
        requireNonNull(source, "source");
        requireNonNull(target, "target");
        tables = List.copyOf(tables);
        onlyInSource = List.copyOf(onlyInSource);
        onlyInTarget = List.copyOf(onlyInTarget);
        structure = List.copyOf(structure);
        warnings = List.copyOf(warnings);
    }

    /** Whether a table failed: exit code 3. */
    public boolean hasFailures() {
        return tables.stream().anyMatch(line -> line.error().isPresent());
    }

    /** Whether the sides differ, as far as is known at the end: exit code 1. */
    public boolean hasDifferences() {
        return switch (sort) {
            case COMPARED ->
                !onlyInSource.isEmpty()
                        || !onlyInTarget.isEmpty()
                        || tables.stream().anyMatch(line -> line.differing() > 0);
            case REPAIRED -> false;
            case VERIFIED -> tables.stream().anyMatch(line -> line.left() > 0);
        };
    }
}
