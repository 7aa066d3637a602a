package io.tranche.dialect;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.TableName;
import java.util.function.Predicate;

/**
 * What a clone takes of its source.
 *
 * @param tables which tables are wanted; what depends on others is left out
 * @param database the target's database: names that lead to the source's own are made to lead there
 */
public record CloneScope(Predicate<TableName> tables, String database, Indexes indexes, Events events) {
    /** When secondary indexes are built. */
    public enum Indexes {
        /** By definitions of their own, after the rows: twice as fast as keeping them up to date. */
        AFTER_ROWS,
        /** With their table, where no rows follow. */
        WITH_TABLE
    }

    /** What becomes of scheduled events. */
    public enum Events {
        /** Events that run in the source run in the clone. */
        AS_IN_SOURCE,
        /** None runs: purge jobs have no place in a development copy. */
        DISABLED
    }

    public CloneScope {
        requireNonNull(tables, "tables");
        requireNonNull(database, "database");
        requireNonNull(indexes, "indexes");
        requireNonNull(events, "events");
    }
}
