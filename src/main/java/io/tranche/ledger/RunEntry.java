package io.tranche.ledger;

import java.util.List;

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
 */
public record RunEntry(
        String id,
        String fingerprint,
        List<String> description,
        String position,
        String now,
        RunPhase phase,
        String scans) {

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
    }

    public RunEntry at(String newPosition, String newNow, RunPhase newPhase, String newScans) {
        return new RunEntry(id, fingerprint, description, newPosition, newNow, newPhase, newScans);
    }
}
