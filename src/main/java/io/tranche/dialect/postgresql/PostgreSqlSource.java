package io.tranche.dialect.postgresql;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.SourceLimits;
import io.tranche.dialect.Definitions;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Encryption;
import io.tranche.dialect.LoadProbe;
import io.tranche.dialect.OpenTransactions;
import io.tranche.dialect.Position;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.Source;
import io.tranche.error.Problem;
import io.tranche.progress.Listener;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A PostgreSQL database to read from. Keeps no session of its own: each question opens one. */
final class PostgreSqlSource implements Source {
    private final Connections connections;
    private final Listener listener;
    private final ServerFacts server;

    private PostgreSqlSource(Connections connections, Listener listener, ServerFacts server) {
        this.connections = connections;
        this.listener = listener;
        this.server = server;
    }

    static Source open(ConnectionConfig config, Listener listener) {
        Connections connections = new Connections(config, Connections.Side.SOURCE);
        try (Connection connection = connections.openOrFail()) {
            Encryption.warnIfPlain(config, SessionSettings.isEncrypted(connection), listener);
            return new PostgreSqlSource(connections, listener, ServerFacts.of(connection));
        } catch (SQLException e) {
            throw connections.unreachable(e);
        }
    }

    @Override
    public Dialect dialect() {
        return PostgreSqlDialect.INSTANCE;
    }

    @Override
    public String identity() {
        return server.identity();
    }

    @Override
    public String version() {
        return server.version();
    }

    @Override
    public Catalog catalog() {
        return CatalogReader.read(connections, server);
    }

    /** The catalogs show every column, so a rule's query meets what the user may not read, and names it. */
    @Override
    public List<Problem> missingRights(Collection<Table> tables) {
        return List.of();
    }

    @Override
    public Map<TableName, List<List<String>>> indexes() {
        try (Connection connection = connections.openOrFail()) {
            return IndexColumns.read(connection);
        } catch (SQLException e) {
            throw connections.unreachable(e);
        }
    }

    @Override
    public Definitions definitions() {
        return new PostgreSqlDefinitions(connections, server);
    }

    @Override
    public Position position() {
        try (Connection connection = connections.openOrFail()) {
            return TransactionPosition.of(connection, server);
        } catch (SQLException e) {
            throw connections.unreachable(e);
        }
    }

    @Override
    public OpenTransactions openTransactions() {
        try (Connection connection = connections.openOrFail()) {
            return RunningTransactions.of(connection, server);
        } catch (SQLException e) {
            throw connections.unreachable(e);
        }
    }

    @Override
    public Snapshot snapshot(SnapshotWish wish) {
        return PostgreSqlSnapshot.open(connections, server, wish, listener);
    }

    @Override
    public LoadProbe probe(SourceLimits limits) {
        return PostgreSqlProbe.open(connections, limits);
    }

    @Override
    public void close() {
        // nothing is held open between questions; snapshots are closed by whoever opened them
    }
}
