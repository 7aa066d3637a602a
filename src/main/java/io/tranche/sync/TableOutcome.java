package io.tranche.sync;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.TableName;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of one table.
 *
 * @param strategy its name
 * @param counts what was (or would be) done
 * @param note as {@link Changes#note}
 * @param error why it failed, for the user; empty where it did not
 */
public record TableOutcome(
        TableName table,
        String display,
        String strategy,
        Instant started,
        Instant ended,
        Counts counts,
        String note,
        Optional<String> error) {
    public TableOutcome {
        requireNonNull(table, "table");
        requireNonNull(strategy, "strategy");
        requireNonNull(counts, "counts");
        requireNonNull(error, "error");
    }

    /** The same, though it has failed after its rows were written. */
    public TableOutcome failing(String reason) {
        return new TableOutcome(table, display, strategy, started, ended, counts, note, Optional.of(reason));
    }

    public boolean failed() {
        return error.isPresent();
    }
}
