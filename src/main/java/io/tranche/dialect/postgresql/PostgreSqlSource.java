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
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A PostgreSQL database to read from. */
final class PostgreSqlSource implements Source {
    private final Connections connections;
    private final KeptSessions sessions;
    private final Listener listener;
    private final ServerFacts server;

    private PostgreSqlSource(Connections connections, KeptSessions sessions, Listener listener, ServerFacts server) {
        this.connections = connections;
        this.sessions = sessions;
        this.listener = listener;
        this.server = server;
    }

    static Source open(ConnectionConfig config, Listener listener) {
        Connections connections = new Connections(config, Connections.Side.SOURCE);
        KeptSessions sessions = new KeptSessions(connections);
        ServerFacts server = sessions.first(connection -> {
            Encryption.warnIfPlain(config, SessionSettings.isEncrypted(connection), listener);
            return ServerFacts.of(connection);
        });
        return new PostgreSqlSource(connections, sessions, listener, server);
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
        return sessions.ask(connection -> CatalogReader.read(connection, server));
    }

    /** The catalogs show every column, so a rule's query meets what the user may not read, and names it. */
    @Override
    public List<Problem> missingRights(Collection<Table> tables) {
        return List.of();
    }

    @Override
    public Map<TableName, List<List<String>>> indexes() {
        return sessions.ask(IndexColumns::read);
    }

    @Override
    public Definitions definitions() {
        return new PostgreSqlDefinitions(sessions, server);
    }

    @Override
    public Position position() {
        return sessions.ask(connection -> TransactionPosition.of(connection, server));
    }

    @Override
    public OpenTransactions openTransactions() {
        return sessions.ask(connection -> RunningTransactions.of(connection, server));
    }

    @Override
    public Snapshot snapshot(SnapshotWish wish) {
        return PostgreSqlSnapshot.open(connections, sessions, server, wish, listener);
    }

    @Override
    public LoadProbe probe(SourceLimits limits) {
        return PostgreSqlProbe.open(connections, limits);
    }

    @Override
    public void close() {
        // snapshots are closed by whoever opened them
        sessions.close();
    }
}
