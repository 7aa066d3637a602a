package io.tranche.report;

import io.tranche.report.SliceReport.OrphanLine;
import io.tranche.report.VerifyReport.RowsLine;
import java.util.ArrayList;
import java.util.List;

/** A {@link VerifyReport} for people. Made for 80 columns. */
public final class VerifyReportText {
    private static final int WIDTH = 80;
    private static final int NAME_WIDTH = 40;

    private VerifyReportText() {}

    /** The report's lines, without line ends. */
    public static List<String> of(VerifyReport report) {
        List<String> lines = new ArrayList<>();
        lines.addAll(Paragraph.wrap(OrphansText.verdict(report.references()), WIDTH, "  "));
        lines.addAll(OrphansText.table(
                report.references().stream().filter(OrphanLine::isFault).toList(), WIDTH));
        report.source().ifPresent(source -> lines.addAll(rows(report, source)));
        report.warnings().forEach(warning -> lines.addAll(Paragraph.wrap("warning: " + warning, WIDTH, "  ")));
        lines.add("Verified " + report.target() + " in " + Figures.duration(report.milliseconds()));
        return lines;
    }

    private static List<String> rows(VerifyReport report, String source) {
        long compared = report.rows().stream().mapToLong(RowsLine::compared).sum();
        String looked = Figures.count(compared, "row") + " of "
                + Figures.count(report.rows().size(), "table") + " compared with " + source + ": ";
        List<RowsLine> faults = report.rows().stream().filter(RowsLine::isFault).toList();
        if (faults.isEmpty()) {
            return Paragraph.wrap(looked + "all are equal.", WIDTH, "  ");
        }
        List<String> lines = new ArrayList<>(
                Paragraph.wrap(looked + Figures.count(faults.size(), "table") + " with differences:", WIDTH, "  "));
        lines.addAll(new TextTable(WIDTH)
                .names("Table", NAME_WIDTH)
                .figures("Compared")
                .figures("Different")
                .figures("Not in source")
                .rows(faults, VerifyReportText::cells)
                .lines());
        return lines;
    }

    private static String[] cells(RowsLine line) {
        return new String[] {
            line.table(),
            Figures.count(line.compared()),
            Figures.count(line.different()),
            Figures.count(line.notInSource())
        };
    }
}
