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
 * @param error why it failed, for the user; empty where it did not
 */
public record TableOutcome(
        TableName table,
        String display,
        String strategy,
        Instant started,
        Instant ended,
        Counts counts,
        Optional<String> error) {
    public TableOutcome {
        requireNonNull(table, "table");
        requireNonNull(strategy, "strategy");
        requireNonNull(counts, "counts");
        requireNonNull(error, "error");
    }

    public boolean failed() {
        return error.isPresent();
    }
}
