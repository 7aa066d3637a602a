package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.TableName;
import io.tranche.progress.Listener;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What stays as it is while a snapshot is open, beside its rows.
 *
 * @param structure empty where nothing is held
 */
record SnapshotHold(Optional<StructureHold> structure, Optional<UntransactedTables> tables) implements AutoCloseable {
    static final SnapshotHold NOTHING = new SnapshotHold(Optional.empty(), Optional.empty());

    /** Before the moment is fixed. */
    static SnapshotHold on(List<TableName> tables, JdbcConnection session, Connections connections, Listener listener)
            throws SQLException {
        UntransactedTables untransacted = UntransactedTables.among(tables, session, connections, listener);
        Optional<StructureHold> structure =
                tables.isEmpty() ? Optional.empty() : Optional.of(StructureHold.on(tables, connections));
        return new SnapshotHold(structure, Optional.of(untransacted));
    }

    UntransactedTables untransacted() {
        return tables.orElseThrow();
    }

    List<TableName> changed() throws SQLException {
        return structure.isPresent() ? structure.get().changed() : List.of();
    }

    @Override
    public void close() {
        structure.ifPresent(StructureHold::close);
        tables.ifPresent(UntransactedTables::close);
    }
}
