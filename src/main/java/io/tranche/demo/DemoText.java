package io.tranche.demo;

import io.tranche.report.SliceReport;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** What the demo prints. */
record DemoText(PrintStream out) {
    private static final String ROW = "  %-14s %10s %10s %10s  %s%n";

    void server(String version) {
        out.println("A server of our own: " + version + ". Nothing is installed, everything is removed at the end.");
    }

    void source(Map<String, Long> counts) {
        out.printf(
                Locale.ROOT,
                "%nThe source is a shop: %d tables, %,d rows.%n%nThe rules of the slice, schema.yml:%n%n",
                counts.size(),
                total(counts));
    }

    void rules(String yaml) {
        yaml.lines().forEach(line -> out.println("  " + line));
        out.println();
    }

    void slice(SliceReport report, Map<String, Long> source, Map<String, Long> target) {
        out.println();
        out.printf(ROW, "table", "source", "selected", "pulled", "rule");
        for (SliceReport.TableLine line : report.tables()) {
            long rows = source.getOrDefault(line.table(), 0L);
            out.printf(ROW, line.table(), count(rows), count(line.selected()), count(line.pulled()), line.rule());
        }
        long selected = report.tables().stream()
                .mapToLong(SliceReport.TableLine::selected)
                .sum();
        long pulled = report.tables().stream()
                .mapToLong(SliceReport.TableLine::pulled)
                .sum();
        out.printf(ROW, "all", count(total(source)), count(selected), count(pulled), "");
        long orphans = report.verification().stream()
                .filter(line -> !line.cut())
                .mapToLong(SliceReport.OrphanLine::notInSource)
                .sum();
        out.printf(
                Locale.ROOT,
                "%nCounted in the target by SQL: %,d rows, %,d orphans over %d references. The slice took %.1f s.%n",
                total(target),
                orphans,
                report.verification().size(),
                report.milliseconds() / 1000.0);
    }

    void next(String url) {
        out.println(
                """

                Do the same with your own database; config.dist.yml and schema.dist.yml explain every key:
                  scripts/tranche plan  --read %1$s
                  scripts/tranche slice --read %1$s --write %2$s --copy-schema
                """
                        .formatted(
                                url.replaceAll("//.*@[^/]*", "//reader:\\${PASSWORD}@production"),
                                url.replaceAll("//.*@[^/]*/.*", "//root@localhost/slice")));
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String count(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }
}
