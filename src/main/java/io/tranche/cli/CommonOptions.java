package io.tranche.cli;

import io.tranche.error.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Where the source is and how it is reached: the options of every verb that has one. */
final class CommonOptions {
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

    @Option(
            names = "--set",
            order = 7,
            paramLabel = "<name=value>",
            description = "A value for $${name} in the YAML files and URLs. May be said again.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--workers",
            order = 20,
            paramLabel = "<n>",
            description = "This many work at once. Default: max_workers, else the processors.")
    private Integer workers;

    List<String> read() {
        return ConnectionList.of(read);
    }

    Optional<Path> config() {
        return Optional.ofNullable(config);
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

    /** Names as users write them between commas. */
    static List<String> names(List<String> written) {
        return written.stream()
                // not by the library, which heeds quotes, and complains of single ones past us
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
