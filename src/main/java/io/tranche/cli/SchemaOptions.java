package io.tranche.cli;

import io.tranche.catalog.TableSelection;
import io.tranche.error.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Which database's tables {@code schema} is about, and how they are reached. */
final class SchemaOptions {
    @Option(
            names = {"-r", "--read"},
            order = 1,
            paramLabel = "<connection>",
            description = "The source: a connection's name in config.yml, or a URL.")
    private List<String> read = new ArrayList<>();

    @Option(
            names = "--config",
            order = 4,
            paramLabel = "<file>",
            description = "Connections. Default: $TRANCHE_CONFIG, else config.yml.")
    private Path config;

    @Option(
            names = {"-t", "--tables", "--include"},
            order = 5,
            paramLabel = "<table>",
            split = ",",
            description = "Only these tables: names, or globs like 'user_*'. What depends on others is left out.")
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            order = 6,
            paramLabel = "<table>",
            split = ",",
            description = "Not these tables and views, and not what depends on them. An exact name wins over a glob.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--set",
            order = 7,
            paramLabel = "<name=value>",
            description = "A value for $${name} in config.yml and URLs. May be said again.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--workers",
            order = 20,
            paramLabel = "<n>",
            description = "Objects are created by this many at once. Default: max_workers, else the processors.")
    private Integer workers;

    List<String> read() {
        return ConnectionList.of(read);
    }

    Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    TableSelection tables() {
        return new TableSelection(names(include), names(exclude));
    }

    private static List<String> names(List<String> written) {
        return written.stream()
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

    void check(Problems problems) {
        if (read().isEmpty()) {
            problems.add(
                    "",
                    "--read is missing: the database to read from.",
                    "Give a connection's name in config.yml, or a URL.");
        }
        if (workers != null && workers < 1) {
            problems.add("", "--workers is " + workers + ".", "At least one is needed.");
        }
    }
}
