package io.tranche.diff;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.Catalog;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;

/**
 * One of the databases that are looked at. Whoever made the snapshot closes it.
 *
 * @param name the connection's name, for messages
 */
public record Side(String name, Catalog catalog, Snapshot snapshot) {
    public Side {
        requireNonNull(name, "name");
        requireNonNull(catalog, "catalog");
        requireNonNull(snapshot, "snapshot");
    }

    /** What to tell of a failure while {@code subject} was read here. */
    public RunFailure failure(String subject, SqlFailure cause) {
        return new RunFailure(
                "Comparing %s failed in %s: %s. Nothing was changed by it; it can be run again."
                        .formatted(subject, name, cause.getMessage()),
                cause);
    }
}
