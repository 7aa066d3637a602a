package io.tranche.cli;

import io.tranche.error.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What is read and how: the options that all verbs share. */
final class SourceOptions {
    private static final Path USUAL_SCHEMA_FILE = Path.of("schema.yml");

    @Option(
            names = {"-r", "--read"},
            order = 1,
            paramLabel = "<connection>",
            description = {
                "The source: a connection's name in config.yml, or a URL. More of them, with commas or by saying it again,"
                        + " are its replicas."
            })
    private List<String> read = new ArrayList<>();

    @Option(
            names = "--config",
            order = 4,
            paramLabel = "<file>",
            description = "Connections. Default: $TRANCHE_CONFIG, else config.yml.")
    private Path config;

    @Option(names = "--schema-file", order = 3, paramLabel = "<file>", description = "The rules. Default: schema.yml.")
    private Path schemaFile;

    @Option(
            names = {"-t", "--tables"},
            order = 5,
            paramLabel = "<table>",
            split = ",",
            description = "Only these tables' rules choose rows; what they refer to is still pulled.")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--set",
            order = 6,
            paramLabel = "<name=value>",
            description = "A value for $${name} in the YAML files and URLs. May be said again.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--workers",
            order = 20,
            paramLabel = "<n>",
            description = "Rows are moved by this many at once. Default: max_workers, else the processors.")
    private Integer workers;

    List<String> read() {
        return ConnectionList.of(read);
    }

    Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    Optional<Path> givenSchemaFile() {
        return Optional.ofNullable(schemaFile);
    }

    Path schemaFile() {
        return givenSchemaFile().orElse(USUAL_SCHEMA_FILE);
    }

    List<String> tables() {
        return tables.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    Map<String, String> set() {
        return set;
    }

    OptionalInt workers() {
        return workers == null ? OptionalInt.empty() : OptionalInt.of(workers);
    }

    /** What is wrong with these whatever the verb. */
    void check(Problems problems) {
        if (workers != null && workers < 1) {
            problems.add("", "--workers is " + workers + ".", "At least one is needed.");
        }
    }

    void wantRead(Problems problems) {
        if (read().isEmpty()) {
            problems.add(
                    "",
                    "--read is missing: the database to read from.",
                    "Give a connection's name in config.yml, or a URL.");
        }
    }
}
