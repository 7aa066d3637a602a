package io.tranche.run;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.Source;
import io.tranche.sync.SyncTable;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots of two sides that are compared. Who changes the structure of a table need not wait for them: the table fails.
 *
 * @param workers readers of each
 */
record Snapshots(int workers) {
    Snapshot ofSources(Source side, List<SyncTable> tables) {
        return of(
                side,
                tables.stream().map(table -> table.pairing().source().name()).toList());
    }

    Snapshot ofTargets(Source side, List<SyncTable> tables) {
        return of(
                side,
                tables.stream().map(table -> table.pairing().target().name()).toList());
    }

    private Snapshot of(Source side, List<TableName> tables) {
        return side.snapshot(
                SnapshotWish.of(workers, Consistency.SNAPSHOT, Optional.empty()).watching(tables));
    }
}
