package io.tranche.report;

import static java.util.Objects.requireNonNull;

import io.tranche.report.SliceReport.OrphanLine;
import java.util.List;
import java.util.Optional;

/**
 * What {@code tranche verify} found.
 *
 * @param target the write connection's name
 * @param source the read connection's name, if rows were compared with it
 * @param references orphans of each reference, counted in the target itself
 * @param rows a line a table; empty without a source
 * @param milliseconds wall time
 */
public record VerifyReport(
        String target,
        Optional<String> source,
        List<OrphanLine> references,
        List<RowsLine> rows,
        List<String> warnings,
        long milliseconds) {

    /**
     * The target's rows beside the source's rows of the same key.
     *
     * @param compared rows of the target that were looked at
     * @param different rows whose values differ (masked columns aside)
     * @param notInSource rows of the target whose key the source does not have
     */
    public record RowsLine(String table, long compared, long different, long notInSource) {
        /** Whether a row is not as in the source. */
        public boolean isFault() {
            return different > 0 || notInSource > 0;
        }
    }

    public VerifyReport {
        requireNonNull(target, "target");
        requireNonNull(source, "source");
        references = List.copyOf(references);
        rows = List.copyOf(rows);
        warnings = List.copyOf(warnings);
    }

    /** Whether there is anything that the source does not explain: exit code 1. */
    public boolean hasFaults() {
        return references.stream().anyMatch(OrphanLine::isFault)
                || rows.stream().anyMatch(RowsLine::isFault);
    }
}
