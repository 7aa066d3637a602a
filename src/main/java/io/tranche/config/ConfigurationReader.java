package io.tranche.config;

import io.tranche.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** config.yml. A file that is JSON will do: JSON is YAML. */
final class ConfigurationReader {
    private static final List<String> KEYS = List.of("redis", "max_workers", "limits", "connection", "connections");
    private static final int MOST_WORKERS = 10_000;

    /**
     * What could be read.
     *
     * @param unusable by name, the connections that lack something outside of the file (a variable, a password's file): no
     *     obstacle as long as nobody asks for them
     * @param malformed the names of those that are wrong in themselves, which is a problem already
     */
    record Result(Configuration configuration, Map<String, List<Problem>> unusable, List<String> malformed) {
        /** Without a file. */
        static final Result NONE = new Result(
                new Configuration(Optional.empty(), Optional.empty(), OptionalInt.empty(), SourceLimits.NONE, Map.of()),
                Map.of(),
                List.of());

        Result {
            unusable = Map.copyOf(unusable);
            malformed = List.copyOf(malformed);
        }
    }

    private final Map<String, ConnectionConfig> connections = new LinkedHashMap<>();
    private final Map<String, List<Problem>> unusable = new LinkedHashMap<>();
    private final List<String> malformed = new ArrayList<>();

    private ConfigurationReader() {}

    /**
     * Reads the file's text.
     *
     * @param scope its {@code where} is the file's name in messages
     * @return empty, with a problem added, where the file as a whole cannot be read
     */
    static Optional<Result> read(Path file, String text, Scope scope) {
        return YamlFile.parse(text, new Reading(scope, YamlMask.of(text)))
                .flatMap(root -> root.section(KEYS))
                .map(section -> new ConfigurationReader().read(file, section));
    }

    private Result read(Path file, Section section) {
        Optional<RedisConfig> redis = section.get("redis").flatMap(RedisReader::read);
        OptionalInt workers = section.given("max_workers")
                .map(value -> value.wholeNumber(1, MOST_WORKERS))
                .filter(number -> number.isPresent())
                .map(number -> OptionalInt.of((int) number.getAsLong()))
                .orElse(OptionalInt.empty());
        SourceLimits limits = section.given("limits").map(LimitsReader::read).orElse(SourceLimits.NONE);
        if (section.has("connection")) {
            section.get("connections")
                    .ifPresent(twice ->
                            twice.problem("`connection` and `connections` are both given.", "Keep one of them."));
        }
        section.given("connection")
                .or(() -> section.given("connections"))
                .flatMap(value -> value.mapping("a mapping of names to connections"))
                .ifPresent(given -> given.entries().forEach(this::readConnection));
        return new Result(
                new Configuration(Optional.of(file), redis, workers, limits, connections), unusable, malformed);
    }

    private void readConnection(String name, Value value) {
        Value apart = value.apart();
        if (name.isBlank() || name.contains(",") || ConnectionUrl.isMeant(name)) {
            apart.problem("This name cannot be given to --read and --write.", "Use a plain word.");
        }
        Optional<ConnectionConfig> connection = ConnectionReader.read(name, apart);
        apart.scope().problems().all().forEach(value.scope().problems()::add);
        if (!apart.scope().problems().isEmpty()) {
            malformed.add(name);
        } else if (connection.isPresent()) {
            connections.put(name, connection.get());
        } else {
            unusable.put(name, apart.scope().unusable().all());
        }
    }
}
