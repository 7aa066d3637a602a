package io.tranche.sync;

import io.tranche.error.Failure;
import java.time.Instant;
import java.util.Optional;

/**
 * What a table's strategy found.
 *
 * @param changes nothing where it failed
 * @param failure why it failed
 */
public record FoundTable(
        SyncTable table, Instant started, Instant ended, Changes changes, Optional<RuntimeException> failure) {
    static FoundTable found(SyncTable table, Instant started, Changes changes) {
        return new FoundTable(table, started, Instant.now(), changes, Optional.empty());
    }

    static FoundTable failed(SyncTable table, Instant started, RuntimeException failure) {
        return new FoundTable(table, started, Instant.now(), Changes.none(0), Optional.of(failure));
    }

    /** What there is to tell where nothing more is done with it. */
    public TableOutcome outcome() {
        return outcome(failure, ended);
    }

    TableOutcome outcome(Optional<? extends RuntimeException> failed, Instant when) {
        return new TableOutcome(
                table.name(),
                table.display(),
                table.strategy().name(),
                started,
                when,
                failed.isPresent() ? Counts.NONE : changes.planned(),
                changes.note(),
                failed.map(FoundTable::words));
    }

    private static String words(RuntimeException failure) {
        return failure instanceof Failure told ? told.getMessage() : String.valueOf(failure.getMessage());
    }
}
