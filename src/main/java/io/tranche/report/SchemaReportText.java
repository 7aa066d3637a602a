package io.tranche.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A {@link SchemaReport} for people. Made for 80 columns. */
public final class SchemaReportText {
    private static final int WIDTH = 80;

    private SchemaReportText() {}

    /** The report's lines, without line ends. */
    public static List<String> of(SchemaReport report) {
        List<String> lines = new ArrayList<>();
        String sorts = report.created().entrySet().stream()
                .map(sort -> Figures.count(sort.getValue(), sort.getKey()))
                .collect(Collectors.joining(", "));
        lines.addAll(Paragraph.wrap(
                "Schema of " + report.source() + " in " + report.target() + ": " + (sorts.isEmpty() ? "nothing" : sorts)
                        + ", in " + Figures.duration(report.milliseconds()),
                WIDTH,
                "  "));
        list("Worth knowing: ", report.leftOut(), lines);
        list("Could not be created: ", report.refused(), lines);
        return lines;
    }

    private static void list(String what, List<String> objects, List<String> lines) {
        if (!objects.isEmpty()) {
            lines.add("");
            lines.add(what + objects.size());
            objects.forEach(object -> lines.addAll(Paragraph.wrap("  " + object, WIDTH, "    ")));
        }
    }
}
