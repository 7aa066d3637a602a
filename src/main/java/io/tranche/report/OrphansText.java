package io.tranche.report;

import io.tranche.report.SliceReport.OrphanLine;
import java.util.List;

/** What the proof by SQL found, in words and as a table. */
final class OrphansText {
    private OrphansText() {}

    /** One sentence for all references; there are no lines where there is no reference, or none that could be checked. */
    static String verdict(List<OrphanLine> lines) {
        if (lines.isEmpty()) {
            return "No reference was verified: there is none, or a warning says why not.";
        }
        String looked = "Verified by SQL over " + Figures.count(lines.size(), "reference") + ": ";
        long faults = lines.stream().filter(OrphanLine::isFault).count();
        if (faults > 0) {
            return looked + "THE SLICE IS NOT WHOLE. " + Figures.count(faults, "reference")
                    + " with orphans that the source does not have:";
        }
        long dangling = lines.stream()
                .filter(line -> !line.cut())
                .mapToLong(OrphanLine::inTarget)
                .sum();
        return dangling == 0
                ? looked + "no orphans."
                : looked + "no orphans but " + Figures.count(dangling, "row") + " that the source has as well.";
    }

    /** Nothing for no lines. */
    static List<String> table(List<OrphanLine> lines, int width) {
        if (lines.isEmpty()) {
            return List.of();
        }
        return new TextTable(width)
                .figures("Orphans")
                .figures("Ours")
                .names("Reference", Integer.MAX_VALUE)
                .rows(lines, line -> new String[] {
                    Figures.count(line.inTarget()),
                    line.isComparedWithSource() ? Figures.count(line.notInSource()) : "?",
                    line.reference()
                })
                .lines();
    }
}
