package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.TableName;
import io.tranche.dialect.SnapshotWish;
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
    static SnapshotHold on(SnapshotWish wish, JdbcConnection session, Connections connections, Listener listener)
            throws SQLException {
        UntransactedTables untransacted = UntransactedTables.among(held(wish), session, connections, listener);
        return new SnapshotHold(structure(wish, connections), Optional.of(untransacted));
    }

    private static Optional<StructureHold> structure(SnapshotWish wish, Connections connections) throws SQLException {
        if (wish.tables().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (wish.structure()) {
                    case HELD -> StructureHold.on(wish.tables(), connections);
                    case WATCHED -> StructureHold.watching(wish.tables(), connections);
                });
    }

    /** What a session reads in its transaction stays as it is for it. */
    static void join(SnapshotWish wish, JdbcConnection session) throws SQLException {
        List<TableName> held = held(wish);
        if (!held.isEmpty()) {
            StructureHold.hold(session, held);
        }
    }

    private static List<TableName> held(SnapshotWish wish) {
        return switch (wish.structure()) {
            case HELD -> wish.tables();
            case WATCHED -> List.of();
        };
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
