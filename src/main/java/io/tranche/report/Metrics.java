package io.tranche.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a watch has done so far, in the text format of Prometheus (version 0.0.4). Thread-safe: the watch adds, the endpoint
 * reads.
 */
public final class Metrics {
    private final Clock clock;
    private final Map<String, Long> rounds = new TreeMap<>();
    private final Map<String, Table> tables = new TreeMap<>();
    private Instant inStep;

    /** How a round ended. */
    public enum Round {
        UNCHANGED,
        COMPARED,
        FAILED
    }

    private static final class Table {
        private long inserted;
        private long updated;
        private long deleted;
        private long errors;
        private Instant inStep;
    }

    /** @param clock tells how old a moment is */
    public Metrics(Clock clock) {
        this.clock = clock;
        this.inStep = clock.instant();
        for (Round round : Round.values()) {
            rounds.put(word(round), 0L);
        }
    }

    private static String word(Round round) {
        return round.name().toLowerCase(Locale.ROOT);
    }

    /** Adds a round that looked at tables and began at {@code began}. */
    public synchronized void add(SyncReport report, Instant began) {
        for (SyncReport.Line line : report.tables()) {
            Table table = tables.computeIfAbsent(line.table(), name -> new Table());
            if (line.error().isPresent()) {
                table.errors++;
            } else {
                table.inserted += line.missing();
                table.updated += line.changed();
                table.deleted += line.extra();
                table.inStep = began;
            }
        }
        if (report.hasFailures()) {
            count(Round.FAILED);
        } else {
            count(Round.COMPARED);
            inStep = began;
        }
    }

    /** Adds a round in which neither side had changed. */
    public synchronized void addUnchanged(Instant began) {
        count(Round.UNCHANGED);
        inStep = began;
        tables.values().forEach(table -> table.inStep = began);
    }

    public synchronized void addFailure() {
        count(Round.FAILED);
    }

    private void count(Round round) {
        rounds.merge(word(round), 1L, Long::sum);
    }

    /** All figures. */
    public synchronized String text() {
        List<String> lines = new ArrayList<>();
        head(
                lines,
                "tranche_lag_seconds",
                "gauge",
                "Age of the moment of the source that the target is known to have.");
        lines.add("tranche_lag_seconds " + seconds(inStep));
        head(lines, "tranche_rounds_total", "counter", "Rounds by how they ended.");
        rounds.forEach((result, count) -> lines.add("tranche_rounds_total{result=\"" + result + "\"} " + count));
        head(lines, "tranche_rows_total", "counter", "Rows of the target that were repaired.");
        tables.forEach((name, table) -> {
            lines.add(rows(name, "inserted", table.inserted));
            lines.add(rows(name, "updated", table.updated));
            lines.add(rows(name, "deleted", table.deleted));
        });
        head(lines, "tranche_table_errors_total", "counter", "Rounds in which the table failed.");
        tables.forEach((name, table) -> lines.add("tranche_table_errors_total" + label(name) + " " + table.errors));
        head(lines, "tranche_table_lag_seconds", "gauge", "As tranche_lag_seconds, of one table.");
        tables.forEach((name, table) -> {
            if (table.inStep != null) {
                lines.add("tranche_table_lag_seconds" + label(name) + " " + seconds(table.inStep));
            }
        });
        return String.join("\n", lines) + "\n";
    }

    private static void head(List<String> lines, String name, String type, String help) {
        lines.add("# HELP " + name + " " + help);
        lines.add("# TYPE " + name + " " + type);
    }

    private static String rows(String table, String change, long rows) {
        return "tranche_rows_total{table=\"" + escaped(table) + "\",change=\"" + change + "\"} " + rows;
    }

    private static String label(String table) {
        return "{table=\"" + escaped(table) + "\"}";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private String seconds(Instant since) {
        long milliseconds = Math.max(0, Duration.between(since, clock.instant()).toMillis());
        return String.format(Locale.ROOT, "%.3f", milliseconds / 1000.0);
    }
}
