package io.tranche.report;

import io.tranche.report.SyncReport.Line;
import java.util.ArrayList;
import java.util.List;

/** A {@link SyncReport} for people. Made for 80 columns. */
public final class SyncReportText {
    private static final int WIDTH = 80;
    private static final int NAME_WIDTH = 34;

    private SyncReportText() {}

    /** The report's lines, without line ends. */
    public static List<String> of(SyncReport report) {
        List<String> lines = new ArrayList<>();
        List<Line> told = report.tables().stream()
                .filter(line -> line.differing() > 0 || line.left() > 0)
                .toList();
        if (!told.isEmpty()) {
            lines.addAll(table(report, told));
        }
        if (report.sort() == SyncReport.Sort.COMPARED) {
            report.tables().stream()
                    .filter(line -> !line.note().isEmpty())
                    .forEach(line -> lines.addAll(
                            Paragraph.wrap(line.table() + " by " + line.strategy() + ": " + line.note(), WIDTH, "  ")));
        }
        report.onlyInSource().forEach(table -> lines.add(onlyInSource(report, table)));
        report.onlyInTarget().forEach(table -> lines.add("only in " + report.target() + ": " + table));
        lines.addAll(report.structure());
        report.warnings().forEach(warning -> lines.addAll(Paragraph.wrap("warning: " + warning, WIDTH, "  ")));
        report.tables().forEach(line -> line.error()
                .ifPresent(
                        error -> lines.addAll(Paragraph.wrap("failed: " + line.table() + ": " + error, WIDTH, "  "))));
        lines.addAll(Paragraph.wrap(verdict(report), WIDTH, "  "));
        return lines;
    }

    private static String onlyInSource(SyncReport report, String table) {
        return switch (report.sort()) {
            case COMPARED -> "only in " + report.source() + ": " + table;
            case REPAIRED, VERIFIED -> "created in " + report.target() + ": " + table;
        };
    }

    private static List<String> table(SyncReport report, List<Line> told) {
        boolean compared = report.sort() == SyncReport.Sort.COMPARED;
        TextTable table = new TextTable(WIDTH)
                .names("Table", NAME_WIDTH)
                .figures("Equal")
                .figures(compared ? "Missing" : "Inserted")
                .figures(compared ? "Extra" : "Deleted")
                .figures(compared ? "Changed" : "Updated");
        return table.rows(told, SyncReportText::cells).lines();
    }

    private static String[] cells(Line line) {
        return new String[] {
            line.table(),
            Figures.count(line.equal()),
            Figures.count(line.missing()),
            Figures.count(line.extra()),
            Figures.count(line.changed())
        };
    }

    private static String verdict(SyncReport report) {
        long tables = report.tables().size();
        long rows = report.tables().stream()
                .mapToLong(line -> line.equal() + line.missing() + line.changed())
                .sum();
        long differing = report.tables().stream().mapToLong(Line::differing).sum();
        long failed = report.tables().stream()
                .filter(line -> line.error().isPresent())
                .count();
        String what = Figures.count(tables, "table") + " with " + Figures.count(rows, "row") + " of " + report.source();
        String end = (failed == 0 ? "" : " " + Figures.count(failed, "table") + " failed.") + " It took "
                + Figures.duration(report.milliseconds())
                + (report.retries() == 0 ? "" : ", with " + Figures.count(report.retries(), "retry")) + ".";
        return switch (report.sort()) {
            case COMPARED ->
                what + " compared with " + report.target()
                        + (report.hasDifferences()
                                ? ": " + Figures.count(differing, "row") + " of it "
                                        + (differing == 1 ? "differs." : "differ.")
                                : failed == 0 ? ": all are equal." : ".")
                        + end;
            case REPAIRED ->
                Figures.count(differing, "row") + " repaired in " + report.target() + "; " + what + " looked at." + end;
            case VERIFIED ->
                Figures.count(differing, "row") + " repaired in " + report.target() + "; " + what + " read again: "
                        + left(report) + end;
        };
    }

    private static String left(SyncReport report) {
        long left = report.tables().stream().mapToLong(Line::left).sum();
        return left == 0
                ? "all are equal."
                : Figures.count(left, "row") + " still " + (left == 1 ? "differs." : "differ.");
    }
}
