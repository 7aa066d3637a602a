package io.tranche.run;

import io.tranche.catalog.TableSelection;
import io.tranche.config.SourceLimits;
import io.tranche.config.SyncStrategy.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a user asked of {@code diff} or {@code sync}.
 *
 * @param write the database that is to be like the source: a connection's name or URL
 * @param read connection names or URLs; the first is the source
 * @param config where config.yml is, if the user said so
 * @param schemaFile masks and strategies; empty if the user did not say
 * @param set values of {@code ${name}}
 * @param batch rows of a range that is hashed; empty for the usual number
 * @param method how differences are found; empty for what schema.yml says
 * @param timestamp a column by which tables that have it, and that schema.yml does not name, are kept by time
 * @param signature how tables are known that need no look
 * @param sqlLog a file for every statement
 * @param limits of the source; config.yml's where they say nothing
 */
public record SyncRequest(
        String write,
        List<String> read,
        Optional<Path> config,
        Optional<Path> schemaFile,
        TableSelection tables,
        Map<String, String> set,
        OptionalInt workers,
        OptionalInt batch,
        Optional<Method> method,
        Optional<String> timestamp,
        Set<Flag> flags,
        Signature signature,
        Optional<Path> sqlLog,
        SourceLimits limits) {
    /** What tells that a table did not change. */
    public enum Signature {
        /** The servers' positions, or where these prove nothing the tables' content. */
        AUTO,
        /** The servers' positions, or a refusal where these prove nothing. */
        BINLOG,
        /** Hashes of all rows of a table. */
        CONTENT,
        /** Nothing: each table is looked at. */
        OFF
    }

    /** What is done beyond the usual. */
    public enum Flag {
        /** Tables that only the target has are dropped. */
        DROP_EXTRA,
        /** Tables whose structure differs are dropped and created again. */
        RECREATE,
        /** Both sides are read again after the repair. */
        VERIFY,
        /** The target looks at its foreign keys while rows are written. */
        CHECK_REFERENCES
    }

    public SyncRequest {
        read = List.copyOf(read);
        set = Map.copyOf(set);
        flags = Set.copyOf(flags);
    }
}
