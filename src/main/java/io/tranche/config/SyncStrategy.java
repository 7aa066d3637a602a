package io.tranche.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How one table is kept in step with its source, as {@code sync:} in schema.yml says. */
public sealed interface SyncStrategy {
    /** The word that chooses it in schema.yml. */
    String word();

    /**
     * Finds differences and repairs them.
     *
     * @param batch rows of a range that is hashed; empty for the program's own choice
     * @param partitionedBy where each distinct value of a column is treated as a table of its own
     */
    record Checksum(OptionalInt batch, Method method, Optional<Partitions> partitionedBy) implements SyncStrategy {
        public static final Checksum PLAIN = new Checksum(OptionalInt.empty(), Method.AUTO, Optional.empty());

        @Override
        public String word() {
            return "checksum";
        }
    }

    /** How differences are found. */
    enum Method {
        /** Whatever costs less, as measured. */
        AUTO,
        /** Both sides are read whole and merged. */
        MERGE,
        /** Ranges are hashed by the servers, and only those that differ are read. */
        HASH
    }

    /**
     * @param column as written
     * @param treatment of partitions that are on both sides
     */
    record Partitions(String column, Shared treatment) {}

    /** What becomes of a partition that is on both sides. */
    enum Shared {
        /** It is hashed, and repaired where it differs. */
        COMPARED,
        /** It is taken for equal: partitions are only added and dropped. */
        TRUSTED
    }

    /**
     * Takes rows whose key lies above the target's highest.
     *
     * @param overlap how many of the target's highest keys are read again, 1 or more
     */
    record Append(long overlap, Beyond beyond) implements SyncStrategy {
        /** Rows whose transactions commit out of the order of their keys are found among so many. */
        static final long USUAL_OVERLAP = 1000;

        @Override
        public String word() {
            return "append";
        }
    }

    /** What becomes of the target's rows above the source's highest key. */
    enum Beyond {
        KEPT,
        PRUNED
    }

    /**
     * Takes rows whose time is at or after that of the last run.
     *
     * @param column as written
     * @param overlap how far before the last run's end reading begins again
     */
    record Timestamp(String column, Duration overlap) implements SyncStrategy {
        static final Duration USUAL_OVERLAP = Duration.ofMinutes(5);

        @Override
        public String word() {
            return "timestamp";
        }
    }

    /** Empties the table and copies it. */
    record Replace() implements SyncStrategy {
        @Override
        public String word() {
            return "replace";
        }
    }

    /** Keeps the rows that {@code tables:} of the same file choose. */
    record Slice() implements SyncStrategy {
        @Override
        public String word() {
            return "slice";
        }
    }

    /**
     * A program of the user's.
     *
     * @param words the program and its arguments; no shell reads them
     */
    record Command(List<String> words) implements SyncStrategy {
        public Command {
            words = List.copyOf(words);
        }

        @Override
        public String word() {
            return "command";
        }
    }

    /**
     * A class of the user's.
     *
     * @param className with its package
     * @param settings texts by name, in their order, for the class to read
     */
    record Custom(String className, Map<String, String> settings) implements SyncStrategy {
        public Custom {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }

        @Override
        public String word() {
            return className;
        }
    }

    /** Leaves the table alone. */
    record Skip() implements SyncStrategy {
        @Override
        public String word() {
            return "skip";
        }
    }
}
