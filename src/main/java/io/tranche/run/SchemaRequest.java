package io.tranche.run;

import io.tranche.catalog.TableSelection;
import io.tranche.dialect.CloneScope.Rights;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a user asked of {@code schema}.
 *
 * @param read connection names or URLs; the first is the source
 * @param write a connection's name or URL; empty where a file is written, or nothing
 * @param file where the statements go instead
 * @param config where config.yml is, if the user said so
 * @param set values of {@code ${name}}
 * @param rights what of owners and grants is taken along
 */
public record SchemaRequest(
        List<String> read,
        Optional<String> write,
        Optional<Path> file,
        Optional<Path> config,
        TableSelection tables,
        Map<String, String> set,
        OptionalInt workers,
        ForeignKeys foreignKeys,
        Existing existing,
        Set<Rights> rights) {

    /** Whether foreign keys are taken along. */
    public enum ForeignKeys {
        LEFT_OUT,
        TAKEN
    }

    /** What becomes of a target that holds tables. */
    public enum Existing {
        /** The user is asked, or the run refused. */
        ASK,
        /** What the source has too is dropped. */
        REPLACE,
        /** Everything is dropped. */
        CLEAR
    }

    public SchemaRequest {
        read = List.copyOf(read);
        set = Map.copyOf(set);
        rights = Set.copyOf(rights);
    }
}
