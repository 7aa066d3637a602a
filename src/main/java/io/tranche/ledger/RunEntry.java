package io.tranche.ledger;

import java.util.List;
import java.util.Objects;

/**
 * What a run is about.
 *
 * @param id unique
 * @param fingerprint a hash of rules, tables and connections: a run goes on only if it is the same
 * @param description the same in words, one fact a line, for a message that says what differs
 * @param position the source's position, in its dialect's words
 * @param now what NOW() stands for
 * @param phase how far the run has come
 * @param scans the scan units, as JSON: their bounds must not change
 * @param origin which rows the target held when the run began
 */
public record RunEntry(
        String id,
        String fingerprint,
        List<String> description,
        String position,
        String now,
        RunPhase phase,
        String scans,
        Origin origin) {

    /** What a run found in its tables. */
    public enum Origin {
        /** Nothing: it emptied them. */
        EMPTY,
        /** Rows of an earlier moment, which it brings to its own. Its committed units do not tell which rows it has. */
        RENEWED,
        /** Rows that it adds to. Its committed units do not tell either. */
        EXTENDED
    }

    public enum RunPhase {
        /** Tables are being created and emptied: nothing is to be kept. */
        PREPARE,
        /** Rules and joins choose rows: every row in the target is selected. */
        COPY,
        /** All rules have been carried out but joins {@code of: copied}; missing rows are pulled in. */
        TRAVERSE,
        /** All rows are there. */
        FINISH
    }

    public RunEntry {
        description = List.copyOf(description);
        // ledgers of older versions do not say
        origin = Objects.requireNonNullElse(origin, Origin.EMPTY);
    }

    public RunEntry at(RunPhase newPhase, String newScans) {
        return new RunEntry(id, fingerprint, description, position, now, newPhase, newScans, origin);
    }
}
