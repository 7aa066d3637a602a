package io.tranche.dialect.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool;
import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Borrowed;
import io.tranche.dialect.Definer;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import io.tranche.dialect.Dependencies;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Encryption;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.Problem;
import io.tranche.progress.Listener;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** A PostgreSQL database to write to. Its sessions come from a pool that grows as they are asked for. */
final class PostgreSqlTarget implements Target {
    private static final int MOST_SESSIONS = 64;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Connections connections;
    private final KeptSessions sessions;
    private final ServerFacts server;
    private final ReplicaRole role;
    private final HikariDataSource pool;
    private final Listener listener;

    private PostgreSqlTarget(Connections connections, KeptSessions sessions, Facts facts, Listener listener) {
        this.listener = listener;
        this.connections = connections;
        this.sessions = sessions;
        this.server = facts.server();
        this.role = facts.role();
        this.pool = new HikariDataSource(pool(new SessionSource(connections, role)));
    }

    static Target open(ConnectionConfig config, Listener listener) {
        Connections connections = new Connections(config, Connections.Side.TARGET);
        KeptSessions sessions = new KeptSessions(connections);
        Facts facts = sessions.first(connection -> {
            Encryption.warnIfPlain(config, SessionSettings.isEncrypted(connection), listener);
            return new Facts(ServerFacts.of(connection), ReplicaRole.tried(connection));
        });
        return new PostgreSqlTarget(connections, sessions, facts, listener);
    }

    /** What the first session finds out. */
    private record Facts(ServerFacts server, ReplicaRole role) {}

    private static HikariConfig pool(SessionSource source) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("tranche-target");
        config.setMaximumPoolSize(MOST_SESSIONS);
        Borrowed.inTurns(config);
        config.setAutoCommit(false);
        config.setInitializationFailTimeout(-1);
        config.setMaxLifetime(0);
        config.setExceptionOverride(new LostOnly());
        return config;
    }

    /** The pool would throw sessions away after refusals that a session survives, such as TRUNCATE of a referenced table. */
    private static final class LostOnly implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException e) {
            return Failures.kind(e) == SqlFailure.Kind.CONNECTION_LOST ? Override.MUST_EVICT : Override.DO_NOT_EVICT;
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
        return sessions.ask(connection -> CatalogReader.read(connection, server));
    }

    @Override
    public List<Definition> everything() {
        return new PostgreSqlDefinitions(sessions, server).droppable();
    }

    @Override
    public Dependencies dependencies() {
        return new PostgreSqlDefinitions(sessions, server).dependencies();
    }

    @Override
    public Definer definer() {
        return new PostgreSqlDefiner(sessions);
    }

    @Override
    public Definitions definitions() {
        return new PostgreSqlDefinitions(sessions, server);
    }

    @Override
    public TargetSession session() {
        return open();
    }

    private PostgreSqlSession open() {
        try {
            return new PostgreSqlSession(Borrowed.from(pool, PATIENCE), server, listener);
        } catch (SQLException e) {
            throw Failures.of(e);
        } catch (HikariPool.PoolInitializationException e) {
            throw connections.unreachable(new SQLException(e.getCause()));
        }
    }

    @Override
    public List<Problem> missingRights(Collection<Table> tables, Rights rights) {
        try (PostgreSqlSession session = open()) {
            return new TargetRights(session.connection(), role).missing(tables, rights);
        }
    }

    @Override
    public boolean exists(TableName table) {
        try (PostgreSqlSession session = open()) {
            return new TargetTables(session).exists(table);
        }
    }

    @Override
    public boolean holdsRows(TableName table) {
        try (PostgreSqlSession session = open()) {
            return new TargetTables(session).holdsRows(table);
        }
    }

    @Override
    public void empty(Collection<TableName> tables) {
        try (PostgreSqlSession session = open()) {
            new TargetTables(session).empty(tables);
            session.commit();
        }
    }

    @Override
    public List<Definition> disturbing(Collection<TableName> tables) {
        try (PostgreSqlSession session = open()) {
            return new Disturbances(session.connection(), role).of(tables);
        }
    }

    @Override
    public String disturbanceMode(List<Definition> away) {
        return role.description(away.size());
    }

    @Override
    public void advanceCounters(Collection<TableName> tables) {
        try (PostgreSqlSession session = open()) {
            new Counters(session).advance(tables);
            session.commit();
        }
    }

    @Override
    public void refreshStatistics(Collection<TableName> tables) {
        try (PostgreSqlSession session = open()) {
            for (TableName table : tables) {
                session.execute("ANALYZE " + Quoting.table(table));
                session.commit();
            }
        }
    }

    @Override
    public List<String> refreshViews(Collection<TableName> tables) {
        try (PostgreSqlSession session = open()) {
            return new MaterialisedViews(session).refresh(tables);
        }
    }

    @Override
    public String loadNotice() {
        return "";
    }

    @Override
    public void close() {
        pool.close();
        sessions.close();
    }
}
