package io.tranche.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import io.tranche.report.SliceReport.OrphanLine;
import io.tranche.report.SliceReport.ReferenceLine;
import io.tranche.report.SliceReport.TableLine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonEventsTest {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final ManualClock clock = new ManualClock();
    private final Captured out = new Captured();
    private final JsonEvents events = new JsonEvents(out.stream(), clock);

    @Test
    void writesOneObjectALineWithEventAndTime() throws IOException {
        events.on(new Event.PhaseStarted(Phase.COPY, 10));
        assertEquals(
                "{\"event\":\"phase_started\",\"time\":\"2026-01-02T03:04:05Z\",\"phase\":\"copy\",\"expected_rows\":10}",
                out.lines().get(0));
    }

    @Test
    void leavesOutWhatIsNotKnown() throws IOException {
        events.on(new Event.TableStarted(Phase.COPY, "naïve \"table\"\n", -1));
        JsonNode line = lines().get(0);
        assertEquals("naïve \"table\"\n", line.get("table").asText());
        assertEquals(false, line.has("expected_rows"));
    }

    @Test
    void sumsRowsAndSaysThemTwiceASecondAtMost() throws IOException {
        events.on(new Event.RowsWritten(Phase.COPY, "orders", 10, 100));
        events.on(new Event.RowsWritten(Phase.COPY, "orders", 10, 100));
        clock.pass(Duration.ofMillis(600));
        events.on(new Event.RowsWritten(Phase.COPY, "orders", 10, 100));
        events.on(new Event.UnitRetried(Phase.COPY, "orders", 10, "deadlock"));
        clock.pass(Duration.ofMillis(600));
        events.on(new Event.RowsWritten(Phase.COPY, "orders", 5, 50));
        events.on(new Event.TableFinished(Phase.COPY, "orders", 25, 1200));
        assertEquals(
                List.of("rows 10", "rows 30", "unit_retried -", "rows 25", "table_finished 25"),
                lines().stream()
                        .map(line -> line.get("event").asText() + " "
                                + line.path("rows").asText("-"))
                        .toList());
    }

    @Test
    void writesAReportThatCanBeReadBack() throws IOException {
        SliceReport report = new SliceReport(
                "prod",
                "dev",
                "exported snapshot",
                List.of(new TableLine("orders", "full", 1, 2, 3)),
                List.of(new ReferenceLine("a → b", ReferenceLine.CUT, 4, 5)),
                List.of(new OrphanLine("a → b", 6, 7, true)),
                List.of("careful"),
                new RetryCounts(8, 9, 10),
                11);
        events.report(report);
        JsonNode line = lines().get(0);
        assertEquals("report", line.get("event").asText());
        assertEquals(2, line.at("/report/tables/0/pulled").asInt());
        assertEquals(5, line.at("/report/references/0/source_orphans").asInt());
        assertEquals(report, MAPPER.treeToValue(line.get("report"), SliceReport.class));
    }

    @Test
    void writesAVerificationThatCanBeReadBack() throws IOException {
        VerifyReport report = new VerifyReport(
                "dev",
                Optional.empty(),
                List.of(new OrphanLine("a → b", 6, -1, false)),
                List.of(new VerifyReport.RowsLine("orders", 1, 2, 3)),
                List.of(),
                9);
        events.report(report);
        assertEquals(report, MAPPER.treeToValue(lines().get(0).get("report"), VerifyReport.class));
    }

    @Test
    void tellsOfFailuresWithTheExitCode() throws IOException {
        events.failed(2, List.of("one", "two"));
        JsonNode line = lines().get(0);
        assertEquals("failed", line.get("event").asText());
        assertEquals(2, line.get("exit_code").asInt());
        assertEquals("two", line.at("/messages/1").asText());
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.lines()) {
            lines.add(MAPPER.readTree(line));
        }
        return lines;
    }
}
