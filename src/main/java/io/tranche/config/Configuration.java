package io.tranche.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * config.yml.
 *
 * @param file where it was read from; empty if there is none and everything comes from URLs
 */
public record Configuration(
        Optional<Path> file,
        Optional<RedisConfig> redis,
        OptionalInt maxWorkers,
        SourceLimits limits,
        Map<String, ConnectionConfig> connections) {

    public Configuration {
        connections = Collections.unmodifiableMap(new LinkedHashMap<>(connections));
    }
}
