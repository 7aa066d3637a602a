package io.tranche.dialect;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.error.Problem;
import java.util.Collection;
import java.util.List;

/** A database to write to. Thread-safe. */
public interface Target extends AutoCloseable {
    Dialect dialect();

    /** As {@link Source#identity}. */
    String identity();

    String version();

    Catalog catalog();

    Definitions definitions();

    /** All that the database holds, with what removes it; reserved names aside. Their order is that of creation. */
    List<Definition> everything();

    /** What depends on what in the database as it is now; {@link Dependencies#NONE} where that keeps nothing from being dropped. */
    default Dependencies dependencies() {
        return Dependencies.NONE;
    }

    /** Opens a session that creates objects. */
    Definer definer();

    /** Opens (or borrows) a session; each has one transaction at a time. */
    TargetSession session();

    /** What this user may not do that a run needs, by name of the privilege; found without writing. */
    List<Problem> missingRights(Collection<Table> tables, Rights rights);

    /** What a run is going to do to the target. */
    enum Rights {
        /** Load rows into tables that are there, empty or emptied. */
        LOAD,
        /** Create the tables first. */
        CREATE
    }

    /** Whether the table is there; for reserved names, which catalogs do not show. */
    boolean exists(TableName table);

    boolean holdsRows(TableName table);

    /** Empties tables, whatever foreign keys are between them. */
    void empty(Collection<TableName> tables);

    /**
     * Objects that would disturb a load and that the session's settings cannot keep still (triggers on MySQL): they are
     * dropped before and created again after it. Their order is that of creation.
     */
    List<Definition> disturbing(Collection<TableName> tables);

    /**
     * How disturbances are kept away, for the user; empty where there are none.
     *
     * @param away those of {@link #disturbing} that were taken away
     */
    String disturbanceMode(List<Definition> away);

    /** Moves sequences and counters of these tables past their highest values. */
    void advanceCounters(Collection<TableName> tables);

    /** Has the server look at its new rows. */
    void refreshStatistics(Collection<TableName> tables);

    /**
     * Has the server compute views again that keep their rows (materialised ones) and look at these tables.
     *
     * @return warnings: which could not be, and why
     */
    List<String> refreshViews(Collection<TableName> tables);

    /** How rows are loaded, and how it could be faster; shown once. Empty where nothing is to be said. */
    String loadNotice();

    @Override
    void close();
}
