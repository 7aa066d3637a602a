package io.tranche.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.report.SyncReport.Line;
import io.tranche.report.SyncReport.Sort;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Metrics metrics = new Metrics(Clock.fixed(NOW, ZoneOffset.UTC));

    private static Line line(String table, long missing, Optional<String> error) {
        return new Line(table, "checksum", 5, missing, 1, 2, 0, "", error);
    }

    private static SyncReport report(Line... lines) {
        return new SyncReport(
                Sort.REPAIRED, "a", "b", List.of(lines), List.of(), List.of(), List.of(), List.of(), 0, 7);
    }

    private static void assertHas(String text, String line) {
        assertTrue(text.contains("\n" + line + "\n"), line + " in " + text);
    }

    @Test
    void addsRowsAndErrorsByTable() {
        metrics.add(report(line("t", 3, Optional.empty()), line("u\"x", 0, Optional.of("gone"))), NOW.minusSeconds(9));
        metrics.add(report(line("t", 4, Optional.empty())), NOW.minusMillis(2500));
        String text = metrics.text();
        assertHas(text, "tranche_rows_total{table=\"t\",change=\"inserted\"} 7");
        assertHas(text, "tranche_rows_total{table=\"t\",change=\"updated\"} 4");
        assertHas(text, "tranche_rows_total{table=\"t\",change=\"deleted\"} 2");
        assertHas(text, "tranche_rows_total{table=\"u\\\"x\",change=\"inserted\"} 0");
        assertHas(text, "tranche_table_errors_total{table=\"u\\\"x\"} 1");
        assertHas(text, "tranche_table_lag_seconds{table=\"t\"} 2.500");
        assertHas(text, "tranche_lag_seconds 2.500");
        assertHas(text, "tranche_rounds_total{result=\"failed\"} 1");
        assertHas(text, "tranche_rounds_total{result=\"compared\"} 1");
        assertEquals(false, text.contains("tranche_table_lag_seconds{table=\"u"));
    }

    @Test
    void agesWhileRoundsFailAndNotWhileNothingChanges() {
        metrics.add(report(line("t", 0, Optional.empty())), NOW.minusSeconds(60));
        metrics.addFailure();
        assertHas(metrics.text(), "tranche_lag_seconds 60.000");
        metrics.addUnchanged(NOW.minusSeconds(1));
        assertHas(metrics.text(), "tranche_lag_seconds 1.000");
        assertHas(metrics.text(), "tranche_table_lag_seconds{table=\"t\"} 1.000");
        assertHas(metrics.text(), "tranche_rounds_total{result=\"unchanged\"} 1");
    }
}
