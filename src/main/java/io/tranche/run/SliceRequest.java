package io.tranche.run;

import io.tranche.config.SourceLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user asked of {@code slice} and {@code plan}.
 *
 * @param read connection names or URLs; the first is the source, the others are replicas of it
 * @param write a connection's name or URL; empty for {@code plan}
 * @param config where config.yml is, if the user said so
 * @param schemaFile the rules
 * @param tables only these tables' rules choose rows; empty for all
 * @param set values of {@code ${name}}
 * @param limits of the source; config.yml's where they say nothing
 */
public record SliceRequest(
        List<String> read,
        Optional<String> write,
        Optional<Path> config,
        Path schemaFile,
        List<String> tables,
        Map<String, String> set,
        OptionalInt workers,
        SourceLimits limits,
        Flags flags) {

    /** Without limits. */
    public SliceRequest(
            List<String> read,
            Optional<String> write,
            Optional<Path> config,
            Path schemaFile,
            List<String> tables,
            Map<String, String> set,
            OptionalInt workers,
            Flags flags) {
        this(read, write, config, schemaFile, tables, set, workers, SourceLimits.NONE, flags);
    }

    /**
     * @param copySchema create the tables first
     * @param foreignKeys put the constraints back at the end
     * @param overwrite empty tables that hold rows, without asking
     * @param resume what becomes of what an earlier run has done
     * @param dryRun print what would be done
     * @param keepLedger leave the run's ledger in the target
     * @param inconsistent read without one moment
     */
    public record Flags(
            boolean copySchema,
            boolean foreignKeys,
            boolean overwrite,
            Resume resume,
            boolean dryRun,
            boolean keepLedger,
            boolean inconsistent) {}

    /** What becomes of what an earlier run has done. */
    public enum Resume {
        /** Nothing: the run begins with empty tables. */
        NONE,
        /** A run that was stopped is gone on with. */
        CONTINUE,
        /** Rows that are there stay as they are, others are added. */
        EXTEND
    }

    public SliceRequest {
        read = List.copyOf(read);
        tables = List.copyOf(tables);
        set = Map.copyOf(set);
    }
}
