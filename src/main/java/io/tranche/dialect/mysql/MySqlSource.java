package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
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
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A MySQL or MariaDB database to read from. Connections are opened when they are needed, each is read only. */
final class MySqlSource implements Source {
    private final Dialect dialect;
    private final Connections connections;
    private final KeptSessions sessions;
    private final Listener listener;
    private final ServerFacts server;
    private final String identity;

    MySqlSource(Dialect dialect, ConnectionConfig config, Listener listener) {
        this.dialect = dialect;
        this.connections = new Connections(config, DriverProperties.Use.SOURCE);
        this.listener = listener;
        this.sessions = new KeptSessions(() -> SourceSession.open(connections));
        JdbcConnection first = connections.openFirst();
        try {
            this.server = ServerFacts.of(first);
            this.identity = Identity.of(first, server);
            Encryption.warnIfPlain(config, Sessions.isEncrypted(first), listener);
            SourceSession.prepare(first, connections.variables());
        } catch (SQLException e) {
            Sessions.close(first);
            throw SqlFailures.of(e);
        } catch (RuntimeException e) {
            Sessions.close(first);
            throw e;
        }
        sessions.giveBack(first);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public String version() {
        return Identity.version(server);
    }

    @Override
    public Catalog catalog() {
        return sessions.ask(MySqlCatalogReader::read);
    }

    @Override
    public List<Problem> missingRights(Collection<Table> tables) {
        return sessions.ask(connection -> new SourceRights(connection, server).missing(tables));
    }

    @Override
    public Map<TableName, List<List<String>>> indexes() {
        return sessions.ask(IndexColumns::read);
    }

    @Override
    public Definitions definitions() {
        return new MySqlDefinitions(connections::open);
    }

    @Override
    public Position position() {
        return sessions.ask(connection -> LogPosition.of(connection, server));
    }

    @Override
    public OpenTransactions openTransactions() {
        return sessions.ask(RunningTransactions::of);
    }

    @Override
    public Snapshot snapshot(SnapshotWish wish) {
        try {
            return new SnapshotOpener(connections, sessions, server, listener).open(wish);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public LoadProbe probe(SourceLimits limits) {
        try {
            return MySqlProbe.open(connections, server, limits);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public void close() {
        // snapshots close their own connections
        sessions.close();
    }
}
