package io.tranche.report;

import java.util.List;

/**
 * What a slice did.
 *
 * @param source the read connection's name
 * @param snapshot how one moment was fixed
 * @param tables in the plan's order
 * @param references those of the planned tables
 * @param verification empty if the run was told not to verify
 * @param milliseconds wall time of the whole run
 */
public record SliceReport(
        String source,
        String target,
        String snapshot,
        List<TableLine> tables,
        List<ReferenceLine> references,
        List<OrphanLine> verification,
        List<String> warnings,
        RetryCounts retries,
        long milliseconds) {

    /**
     * @param rule the table's rule in a few words
     * @param selected rows that the rule chose
     * @param pulled rows copied because a copied row refers to them
     */
    public record TableLine(String table, String rule, long selected, long pulled, long milliseconds) {}

    /**
     * @param reference {@code order_items(order_id) → orders(id)}
     * @param treatment one of the constants here
     * @param pulled rows that were fetched for this reference: why the slice is as big as it is
     * @param sourceOrphans distinct keys that the source has no row for
     */
    public record ReferenceLine(String reference, String treatment, long pulled, long sourceOrphans) {
        public static final String FOLLOWED = "followed";
        public static final String CUT = "cut";
        public static final String SET_NULL = "set null";
    }

    /**
     * Child rows in the target whose parent is not there, as the target itself says.
     *
     * @param inTarget all of them
     * @param notInSource of which the source has the parent: anything but 0 is a bug in the slice; −1 where there was no
     *     source to look at
     * @param cut whether the rules say not to follow this reference
     */
    public record OrphanLine(String reference, long inTarget, long notInSource, boolean cut) {
        /** Whether this counts against the slice: where no source was looked at, every orphan does. */
        public boolean isFault() {
            return !cut && (isComparedWithSource() ? notInSource > 0 : inTarget > 0);
        }

        boolean isComparedWithSource() {
            return notInSource >= 0;
        }
    }

    public SliceReport {
        tables = List.copyOf(tables);
        references = List.copyOf(references);
        verification = List.copyOf(verification);
        warnings = List.copyOf(warnings);
    }

    /** Whether the slice has an orphan that the source does not have: exit code 1. */
    public boolean hasOwnOrphans() {
        return verification.stream().anyMatch(OrphanLine::isFault);
    }
}
