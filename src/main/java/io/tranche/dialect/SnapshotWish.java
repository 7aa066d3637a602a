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
 * @param tables those that will be read
 */
public record SnapshotWish(
        int readers,
        Consistency consistency,
        Optional<String> now,
        List<TableName> tables,
        Structure structure,
        SourceLimits limits) {

    /** What becomes of those who alter, drop, empty or rename the tables. */
    public enum Structure {
        /** They wait until the snapshot is closed. */
        HELD,
        /** They need not wait, and {@link Snapshot#changed} names the tables. */
        WATCHED
    }

    public SnapshotWish {
        requireNonNull(structure, "structure");
        requireNonNull(consistency, "consistency");
        requireNonNull(now, "now");
        requireNonNull(limits, "limits");
        tables = List.copyOf(tables);
    }

    /** Of no table in particular, without limits. */
    public static SnapshotWish of(int readers, Consistency consistency, Optional<String> now) {
        return new SnapshotWish(readers, consistency, now, List.of(), Structure.HELD, SourceLimits.NONE);
    }

    /** Their structure stays as it is. */
    public SnapshotWish reading(Collection<TableName> names) {
        return new SnapshotWish(readers, consistency, now, List.copyOf(names), Structure.HELD, limits);
    }

    /** Nobody waits for their reader. */
    public SnapshotWish watching(Collection<TableName> names) {
        return new SnapshotWish(readers, consistency, now, List.copyOf(names), Structure.WATCHED, limits);
    }

    public SnapshotWish within(SourceLimits other) {
        return new SnapshotWish(readers, consistency, now, tables, structure, other);
    }

    public SnapshotWish at(String moment) {
        return new SnapshotWish(readers, consistency, Optional.of(moment), tables, structure, limits);
    }

    public SnapshotWish by(int others) {
        return new SnapshotWish(others, consistency, now, tables, structure, limits);
    }
}
