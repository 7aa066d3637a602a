package io.tranche.run;

import io.tranche.catalog.TableSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user asked of {@code signature}.
 *
 * @param read connection names or URLs; the first is asked
 * @param config where config.yml is, if the user said so
 * @param set values of {@code ${name}}
 */
public record SignatureRequest(
        List<String> read, Optional<Path> config, TableSelection tables, Map<String, String> set, OptionalInt workers) {
    public SignatureRequest {
        read = List.copyOf(read);
        set = Map.copyOf(set);
    }
}
