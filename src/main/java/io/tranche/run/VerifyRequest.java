package io.tranche.run;

import io.tranche.config.SourceLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user asked of {@code verify}.
 *
 * @param write the database to prove: a connection's name or URL
 * @param read connection names or URLs of the source; empty if rows are not to be compared
 * @param config where config.yml is, if the user said so
 * @param schemaFile the rules, for virtual references, cuts and masks; empty if the user did not say
 * @param tables only these; empty for all
 * @param set values of {@code ${name}}
 * @param limits of the source; config.yml's where they say nothing
 */
public record VerifyRequest(
        String write,
        List<String> read,
        Optional<Path> config,
        Optional<Path> schemaFile,
        List<String> tables,
        Map<String, String> set,
        OptionalInt workers,
        SourceLimits limits) {

    /** Without limits. */
    public VerifyRequest(
            String write,
            List<String> read,
            Optional<Path> config,
            Optional<Path> schemaFile,
            List<String> tables,
            Map<String, String> set,
            OptionalInt workers) {
        this(write, read, config, schemaFile, tables, set, workers, SourceLimits.NONE);
    }

    public VerifyRequest {
        read = List.copyOf(read);
        tables = List.copyOf(tables);
        set = Map.copyOf(set);
    }
}
