package io.tranche.dialect;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.TableName;
import io.tranche.config.SourceLimits;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a snapshot.
 *
 * @param readers how many are to work at once
 * @param now what {@code NOW()} is to stand for, from an earlier {@link Snapshot#now}; empty for this moment
 * @param tables those that will be read: their structure stays as it is until the snapshot is closed
 */
public record SnapshotWish(
        int readers, Consistency consistency, Optional<String> now, List<TableName> tables, SourceLimits limits) {

    public SnapshotWish {
        requireNonNull(consistency, "consistency");
        requireNonNull(now, "now");
        requireNonNull(limits, "limits");
        tables = List.copyOf(tables);
    }

    /** Of no table in particular, without limits. */
    public static SnapshotWish of(int readers, Consistency consistency, Optional<String> now) {
        return new SnapshotWish(readers, consistency, now, List.of(), SourceLimits.NONE);
    }

    public SnapshotWish reading(Collection<TableName> names) {
        return new SnapshotWish(readers, consistency, now, List.copyOf(names), limits);
    }

    public SnapshotWish within(SourceLimits other) {
        return new SnapshotWish(readers, consistency, now, tables, other);
    }

    public SnapshotWish at(String moment) {
        return new SnapshotWish(readers, consistency, Optional.of(moment), tables, limits);
    }

    public SnapshotWish by(int others) {
        return new SnapshotWish(others, consistency, now, tables, limits);
    }
}
