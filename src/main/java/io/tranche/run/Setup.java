package io.tranche.run;

import io.tranche.config.Configuration;
import io.tranche.config.ConfigurationFiles;
import io.tranche.config.ConfigurationFiles.Inputs;
import io.tranche.config.ConfigurationFiles.ScratchUse;
import io.tranche.config.ConfigurationFiles.Wanted;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.RedisConfig;
import io.tranche.config.SchemaRules;
import io.tranche.config.SourceLimits;
import io.tranche.config.SyncRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request, with its files read.
 *
 * @param rules of an empty file, where none is asked for
 * @param read the source first, then replicas of it
 * @param scratch a database for what memory does not hold; empty for files
 */
record Setup(
        SchemaRules rules,
        List<ConnectionConfig> read,
        Optional<ConnectionConfig> write,
        Optional<ConnectionConfig> scratch,
        Optional<RedisConfig> redis,
        int workers,
        SourceLimits limits) {
    private static final SourceLimits USUAL_LIMITS = new SourceLimits(
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.of(Duration.ofHours(1)));

    private static final Path DEFAULT_SCHEMA = Path.of("schema.yml");

    static Setup of(SliceRequest request, Surroundings surroundings) {
        Wanted wanted =
                new Wanted(request.config(), Optional.of(request.schemaFile()), request.read(), request.write());
        return of(wanted, request.set(), request.workers(), request.limits(), surroundings);
    }

    /** Rules are read where they are named, or where the usual file is there. */
    static Setup of(VerifyRequest request, Surroundings surroundings) {
        Optional<Path> schema = usual(request.schemaFile(), surroundings);
        Wanted wanted = new Wanted(request.config(), schema, request.read(), Optional.of(request.write()));
        return of(wanted, request.set(), request.workers(), request.limits(), surroundings);
    }

    static Setup of(SyncRequest request, Surroundings surroundings) {
        Optional<Path> schema = usual(request.schemaFile(), surroundings);
        Wanted wanted =
                new Wanted(request.config(), schema, request.read(), Optional.of(request.write()), ScratchUse.OPENED);
        Setup setup = of(wanted, request.set(), request.workers(), request.limits(), surroundings);
        return request.timestamp().map(setup::byTime).orElse(setup);
    }

    private Setup byTime(String column) {
        SchemaRules byTime = new SchemaRules(
                rules.file(),
                rules.rules(),
                rules.defaultRule(),
                rules.tables(),
                rules.references(),
                rules.sync().byTime(column));
        return new Setup(byTime, read, write, scratch, redis, workers, limits);
    }

    static Setup of(SignatureRequest request, Surroundings surroundings) {
        Wanted wanted = new Wanted(request.config(), Optional.empty(), request.read(), Optional.empty());
        return of(wanted, request.set(), request.workers(), SourceLimits.NONE, surroundings);
    }

    private static Optional<Path> usual(Optional<Path> named, Surroundings surroundings) {
        return named.or(() -> Optional.of(DEFAULT_SCHEMA)
                .filter(path -> Files.exists(surroundings.directory().resolve(path))));
    }

    static Setup of(SchemaRequest request, Surroundings surroundings) {
        Wanted wanted = new Wanted(request.config(), Optional.empty(), request.read(), request.write());
        return of(wanted, request.set(), request.workers(), SourceLimits.NONE, surroundings);
    }

    private static Setup of(
            Wanted wanted,
            Map<String, String> set,
            OptionalInt workers,
            SourceLimits limits,
            Surroundings surroundings) {
        Inputs inputs = new ConfigurationFiles(
                        surroundings.directory(), surroundings.environment(), set, surroundings.listener())
                .read(wanted);
        Logins logins = new Logins(surroundings.prompt());
        Configuration configuration = inputs.configuration();
        SchemaRules rules = inputs.rules()
                .orElseGet(() ->
                        new SchemaRules("schema.yml", Map.of(), Optional.empty(), Map.of(), List.of(), SyncRules.NONE));
        return new Setup(
                rules,
                inputs.read().stream().map(logins::complete).toList(),
                inputs.write().map(logins::complete),
                inputs.scratch().map(logins::complete),
                configuration.redis(),
                workers.orElse(
                        configuration.maxWorkers().orElse(Runtime.getRuntime().availableProcessors())),
                limits.or(configuration.limits()).or(USUAL_LIMITS));
    }

    ConnectionConfig source() {
        return read.get(0);
    }

    ConnectionConfig target() {
        return write.orElseThrow();
    }
}
