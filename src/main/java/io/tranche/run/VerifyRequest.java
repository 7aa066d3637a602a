package io.tranche.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user asked of {@code verify}.
 *
 * @param write the database to be verified: a connection's name or URL
 * @param read the source; without it orphans are counted, and rows are not compared
 * @param schemaFile rules, for virtual references, cuts and masks; empty to use ./schema.yml if it is there
 */
public record VerifyRequest(
        String write,
        Optional<String> read,
        Optional<Path> config,
        Optional<Path> schemaFile,
        Map<String, String> set,
        OptionalInt workers) {

    public VerifyRequest {
        set = Map.copyOf(set);
    }
}
