package io.tranche.dialect;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.SourceLimits;
import io.tranche.error.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database to read from. Never written to: its sessions are read only. Thread-safe. */
public interface Source extends AutoCloseable {
    Dialect dialect();

    /** Equal for two connections exactly if they lead to the same database of the same server. */
    String identity();

    /** Server and version, for the user. */
    String version();

    /** Reads the catalog with a fixed, small number of queries, whatever the number of tables. */
    Catalog catalog();

    /**
     * What this user may not do that reading the tables whole needs. A catalog that shows only those columns that the user
     * may read makes a slice without the others, and nobody would know.
     *
     * @param tables tables of {@link #catalog}
     */
    List<Problem> missingRights(Collection<Table> tables);

    /** The columns, in their order, of each index that any query may use, by table. */
    Map<TableName, List<List<String>>> indexes();

    /** The DDL of everything in the database. */
    Definitions definitions();

    /**
     * How far the server's changes have come. What was committed before is in the position; what is in the position may
     * become visible a little later, see {@link Snapshot#shows}.
     */
    Position position();

    /** The transactions that are open now; asked before a snapshot, it covers all that the snapshot cannot see yet. */
    OpenTransactions openTransactions();

    /**
     * Fixes a moment and opens readers on it.
     *
     * @throws io.tranche.error.RunFailure if the structure of a table is being changed, and stays so for some seconds
     */
    Snapshot snapshot(SnapshotWish wish);

    /** Of no table in particular. */
    default Snapshot snapshot(int readers, Consistency consistency, Optional<String> now) {
        return snapshot(SnapshotWish.of(readers, consistency, now));
    }

    /**
     * Looks at the server's load from now on.
     *
     * @throws io.tranche.error.Refusal if a limit asks for what this user may not see
     */
    LoadProbe probe(SourceLimits limits);

    @Override
    void close();
}
