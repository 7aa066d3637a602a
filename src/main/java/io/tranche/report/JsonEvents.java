package io.tranche.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One JSON object a line, for programs: what happens, and at the end the report or the failure. Each has {@code event} and
 * {@code time}. Rows come as sums, at most twice a second for each table, and once more when its work ends. Details are
 * left to the log file. Thread-safe.
 */
public final class JsonEvents implements Progress {
    private static final long ROWS_INTERVAL_MILLISECONDS = 500;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private record Work(Phase phase, String table) {}

    private record Sum(long rows, long bytes, long shownAt) {}

    private final PrintStream out;
    private final InstantSource clock;
    private final Map<Work, Sum> sums = new HashMap<>();

    public JsonEvents(PrintStream out) {
        this(out, InstantSource.system());
    }

    JsonEvents(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.PhaseStarted started) {
            write("phase_started", of(started.phase(), known("expected_rows", started.expectedRows())));
        } else if (event instanceof Event.PhaseFinished finished) {
            write("phase_finished", of(finished.phase(), Map.of("milliseconds", finished.milliseconds())));
        } else if (event instanceof Event.TableStarted started) {
            write(
                    "table_started",
                    of(started.phase(), started.table(), known("expected_rows", started.expectedRows())));
        } else if (event instanceof Event.TableFinished finished) {
            finished(finished);
        } else if (event instanceof Event.RowsWritten written) {
            add(new Work(written.phase(), written.table()), written.rows(), written.bytes());
        } else if (event instanceof Event.ObjectsCreated created) {
            created(created);
        } else if (event instanceof Event.UnitRetried retried) {
            retried(retried);
        } else if (event instanceof Event.Notice notice) {
            write("notice", Map.of("text", notice.text()));
        } else if (event instanceof Event.Warning warning) {
            write("warning", Map.of("text", warning.text()));
        }
    }

    /** The end of a run that did its work. */
    public synchronized void report(Object report) {
        write("report", Map.of("report", report));
    }

    /** Lines that the user asked for, a plan for instance. */
    public synchronized void lines(String event, List<String> lines) {
        write(event, Map.of("lines", lines));
    }

    /** The end of a run that did not. */
    public synchronized void failed(int exitCode, List<String> messages) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("exit_code", exitCode);
        values.put("messages", messages);
        write("failed", values);
    }

    private void add(Work work, long rows, long bytes) {
        Sum old = sums.getOrDefault(work, new Sum(0, 0, 0));
        long now = clock.millis();
        Sum sum = new Sum(old.rows() + rows, old.bytes() + bytes, old.shownAt());
        if (now - old.shownAt() >= ROWS_INTERVAL_MILLISECONDS) {
            show(work, sum);
            sum = new Sum(sum.rows(), sum.bytes(), now);
        }
        sums.put(work, sum);
    }

    private void show(Work work, Sum sum) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rows", sum.rows());
        values.put("bytes", sum.bytes());
        write("rows", of(work.phase(), work.table(), values));
    }

    private void finished(Event.TableFinished finished) {
        sums.remove(new Work(finished.phase(), finished.table()));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rows", finished.rows());
        values.put("milliseconds", finished.milliseconds());
        write("table_finished", of(finished.phase(), finished.table(), values));
    }

    private void created(Event.ObjectsCreated created) {
        long now = clock.millis();
        Work work = new Work(created.phase(), created.sort());
        long shownAt = sums.getOrDefault(work, new Sum(0, 0, 0)).shownAt();
        if (created.done() == created.total() || now - shownAt >= ROWS_INTERVAL_MILLISECONDS) {
            sums.put(work, new Sum(0, 0, now));
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("sort", created.sort());
            values.put("done", created.done());
            values.put("total", created.total());
            write("objects_created", of(created.phase(), values));
        }
    }

    private void retried(Event.UnitRetried retried) {
        sums.computeIfPresent(
                new Work(retried.phase(), retried.table()),
                (work, sum) -> new Sum(sum.rows() - retried.rowsTakenBack(), sum.bytes(), sum.shownAt()));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rows_taken_back", retried.rowsTakenBack());
        values.put("reason", retried.reason());
        write("unit_retried", of(retried.phase(), retried.table(), values));
    }

    private static Map<String, Object> known(String name, long rows) {
        return rows < 0 ? Map.of() : Map.of(name, rows);
    }

    private static Map<String, Object> of(Phase phase, Map<String, Object> more) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("phase", phase.label());
        values.putAll(more);
        return values;
    }

    private static Map<String, Object> of(Phase phase, String table, Map<String, Object> more) {
        Map<String, Object> values = of(phase, Map.of("table", table));
        values.putAll(more);
        return values;
    }

    private void write(String event, Map<String, ?> values) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        line.put("time", clock.instant().toString());
        line.putAll(values);
        try {
            out.println(Printable.json(MAPPER.writeValueAsString(line)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON for " + event, e);
        }
        out.flush();
    }
}
