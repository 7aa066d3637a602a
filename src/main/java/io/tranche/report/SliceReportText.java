package io.tranche.report;

import io.tranche.report.SliceReport.OrphanLine;
import io.tranche.report.SliceReport.ReferenceLine;
import io.tranche.report.SliceReport.TableLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A {@link SliceReport} for people: what was copied, why it is as much as it is, what dangles, whether it holds together.
 * Made for 80 columns.
 */
public final class SliceReportText {
    private static final int WIDTH = 80;
    private static final int NAME_WIDTH = 30;

    private final SliceReport report;
    private final List<String> lines = new ArrayList<>();

    private SliceReportText(SliceReport report) {
        this.report = report;
    }

    /** The report's lines, without line ends. */
    public static List<String> of(SliceReport report) {
        SliceReportText text = new SliceReportText(report);
        text.tables();
        text.pulledByReference();
        text.notFollowed();
        text.sourceOrphans();
        text.verification();
        text.warnings();
        text.end();
        return text.lines;
    }

    private void tables() {
        lines.add("Slice of " + report.source() + " in " + report.target());
        List<TableLine> filled = report.tables().stream()
                .filter(table -> table.selected() + table.pulled() > 0)
                .toList();
        if (filled.isEmpty()) {
            section(List.of("Nothing was copied."));
        } else {
            section(table(filled).lines());
        }
        withoutRows();
    }

    private TextTable table(List<TableLine> filled) {
        TextTable table = new TextTable(WIDTH)
                .names("Table", NAME_WIDTH)
                .words("Rule")
                .figures("Selected")
                .figures("Pulled")
                .figures("Seconds")
                .rows(filled, SliceReportText::cells);
        if (filled.size() > 1) {
            table.row("all", "", Figures.count(selected()), Figures.count(pulled()), "");
        }
        return table;
    }

    private static String[] cells(TableLine table) {
        return new String[] {
            table.table(),
            table.rule(),
            Figures.count(table.selected()),
            Figures.count(table.pulled()),
            Figures.seconds(table.milliseconds())
        };
    }

    private void withoutRows() {
        String names = report.tables().stream()
                .filter(table -> table.selected() + table.pulled() == 0)
                .map(TableLine::table)
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            lines.addAll(Paragraph.wrap("No rows: " + names, WIDTH, "  "));
        }
    }

    private void pulledByReference() {
        List<ReferenceLine> pulling = report.references().stream()
                .filter(reference -> reference.pulled() > 0)
                .sorted(Comparator.comparingLong(ReferenceLine::pulled).reversed())
                .toList();
        if (pulling.isEmpty()) {
            return;
        }
        heading("Why so big? Rows that each reference pulled in");
        lines.addAll(new TextTable(WIDTH)
                .figures("Rows")
                .names("Reference", Integer.MAX_VALUE)
                .rows(pulling, line -> new String[] {Figures.count(line.pulled()), line.reference()})
                .lines());
    }

    private void notFollowed() {
        List<ReferenceLine> cut = report.references().stream()
                .filter(reference -> !reference.treatment().equals(ReferenceLine.FOLLOWED))
                .toList();
        if (cut.isEmpty()) {
            return;
        }
        heading("References that the rules say not to follow");
        cut.forEach(reference -> lines.add("  " + reference.reference() + ": " + reference.treatment()));
    }

    private void sourceOrphans() {
        List<ReferenceLine> orphans = report.references().stream()
                .filter(reference -> reference.sourceOrphans() > 0)
                .sorted(Comparator.comparingLong(ReferenceLine::sourceOrphans).reversed())
                .toList();
        if (orphans.isEmpty()) {
            return;
        }
        heading("Orphans of the source: keys that it refers to and has no row for");
        lines.addAll(new TextTable(WIDTH)
                .figures("Keys")
                .names("Reference", Integer.MAX_VALUE)
                .rows(orphans, line -> new String[] {Figures.count(line.sourceOrphans()), line.reference()})
                .lines());
    }

    private void verification() {
        lines.add("");
        lines.addAll(Paragraph.wrap(OrphansText.verdict(report.verification()), WIDTH, "  "));
        List<OrphanLine> shown =
                report.verification().stream().filter(OrphanLine::isFault).toList();
        lines.addAll(OrphansText.table(shown, WIDTH));
    }

    private void warnings() {
        if (!report.warnings().isEmpty()) {
            heading(Figures.count(report.warnings().size(), "warning"));
            report.warnings().forEach(warning -> lines.addAll(Paragraph.wrap("  " + warning, WIDTH, "    ")));
        }
    }

    private void end() {
        long rows = selected() + pulled();
        lines.add("");
        lines.addAll(Paragraph.wrap("One moment of the source: " + report.snapshot(), WIDTH, "  "));
        lines.add("%s in %s: %s a second"
                .formatted(
                        Figures.count(rows, "row"),
                        Figures.duration(report.milliseconds()),
                        Figures.count(Figures.perSecond(rows, report.milliseconds()))));
        if (report.retries().all() > 0) {
            lines.add(report.retries().text());
        }
    }

    private void heading(String text) {
        lines.add("");
        lines.addAll(Paragraph.wrap(text, WIDTH, "  "));
    }

    private void section(List<String> more) {
        lines.add("");
        lines.addAll(more);
    }

    private long selected() {
        return report.tables().stream().mapToLong(TableLine::selected).sum();
    }

    private long pulled() {
        return report.tables().stream().mapToLong(TableLine::pulled).sum();
    }
}
