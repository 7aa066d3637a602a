package io.tranche.run;

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
 */
public record VerifyRequest(
        String write,
        List<String> read,
        Optional<Path> config,
        Optional<Path> schemaFile,
        List<String> tables,
        Map<String, String> set,
        OptionalInt workers) {

    public VerifyRequest {
        read = List.copyOf(read);
        tables = List.copyOf(tables);
        set = Map.copyOf(set);
    }
}
