package io.tranche.proof.site;

import io.tranche.error.Failure;
import io.tranche.progress.Event;
import io.tranche.report.SliceReport;
import io.tranche.run.SliceRequest;
import io.tranche.run.SliceRun;
import io.tranche.run.Surroundings;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs a slice as a user would: two YAML files in a folder, connections by name.
 *
 * @param redis a port of this machine; empty to keep keys in this process
 * @param flags as on a command line: {@code copySchema}, {@code overwrite}, …
 */
public record Slicing(
        Path folder,
        Databases databases,
        List<String> tables,
        Map<String, String> set,
        OptionalInt workers,
        OptionalInt redis,
        SliceRequest.Flags flags) {

    public static final SliceRequest.Flags PLAIN =
            new SliceRequest.Flags(false, false, false, SliceRequest.Resume.NONE, false, false, false);
    public static final SliceRequest.Flags COPY_SCHEMA =
            new SliceRequest.Flags(true, false, false, SliceRequest.Resume.NONE, false, false, false);
    public static final SliceRequest.Flags OVERWRITE =
            new SliceRequest.Flags(false, false, true, SliceRequest.Resume.NONE, false, false, false);

    public static Slicing of(Path folder, Databases databases, SliceRequest.Flags flags) {
        return new Slicing(folder, databases, List.of(), Map.of(), OptionalInt.of(2), OptionalInt.empty(), flags);
    }

    public Slicing withWorkers(int count) {
        return new Slicing(folder, databases, tables, set, OptionalInt.of(count), redis, flags);
    }

    public Slicing with(List<String> onlyTables, Map<String, String> values) {
        return new Slicing(folder, databases, onlyTables, values, workers, redis, flags);
    }

    /** Keys go to a Redis server on this port of this machine. */
    public Slicing withRedis(int port) {
        return new Slicing(folder, databases, tables, set, workers, OptionalInt.of(port), flags);
    }

    /** What a run left behind: a report, or a failure for the user. */
    public record Outcome(Optional<SliceReport> report, Optional<Failure> failure, List<Event> events) {
        public SliceReport success() {
            return report.orElseThrow(() -> new AssertionError("the slice failed", failure.orElseThrow()));
        }

        public List<String> notices() {
            return events.stream()
                    .map(event -> {
                        if (event instanceof Event.Notice notice) {
                            return notice.text();
                        }
                        return event instanceof Event.Warning warning ? warning.text() : "";
                    })
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
    }

    public Outcome run(String schemaYaml) throws IOException {
        return run(schemaYaml, config());
    }

    public Outcome run(String schemaYaml, String configYaml) throws IOException {
        Path schemaFile = Files.writeString(folder.resolve("schema.yml"), schemaYaml);
        Path config = Files.writeString(folder.resolve("config.yml"), configYaml);
        SliceRequest request = new SliceRequest(
                List.of("source"), Optional.of("target"), Optional.of(config), schemaFile, tables, set, workers, flags);
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        Surroundings surroundings =
                new Surroundings(Map.of(), folder, events::add, (lines, question) -> Optional.empty());
        try {
            SliceReport report = new SliceRun(request, surroundings).run();
            return new Outcome(Optional.of(report), Optional.empty(), List.copyOf(events));
        } catch (Failure failure) {
            return new Outcome(Optional.empty(), Optional.of(failure), List.copyOf(events));
        }
    }

    public String config() {
        return (redis.isPresent() ? "redis: {host: 127.0.0.1, port: " + redis.getAsInt() + "}\n" : "")
                + """
                connection:
                  source: {url: "%s"}
                  target: {url: "%s"}
                """
                        .formatted(url(databases.source()), url(databases.target()));
    }

    private String url(String database) {
        TestServer server = databases.server();
        return server.url(database);
    }
}
