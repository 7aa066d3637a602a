package io.tranche.dialect;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.TableName;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a clone takes of its source.
 *
 * @param tables which tables are wanted; what depends on others is left out
 * @param views which views are wanted
 * @param database the target's database: names that lead to the source's own are made to lead there
 * @param rights what of owners and grants is taken along
 */
public record CloneScope(
        Predicate<TableName> tables,
        Predicate<TableName> views,
        String database,
        Indexes indexes,
        Events events,
        Set<Rights> rights) {
    /** What objects have beside their definitions (PostgreSQL). */
    public enum Rights {
        OWNERS,
        GRANTS
    }

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

    /** With all views, and nobody's rights. */
    public CloneScope(Predicate<TableName> tables, String database, Indexes indexes, Events events) {
        this(tables, view -> true, database, indexes, events, Set.of());
    }

    public CloneScope {
        requireNonNull(tables, "tables");
        requireNonNull(views, "views");
        rights = Set.copyOf(rights);
        requireNonNull(database, "database");
        requireNonNull(indexes, "indexes");
        requireNonNull(events, "events");
    }
}
