package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Definer;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Encryption;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.Problem;
import io.tranche.progress.Listener;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A MySQL or MariaDB database to write to. */
final class MySqlTarget implements Target {
    /** Shorter INSERTs cost the server a sixth more; for longer ones the driver takes four times as much memory each. */
    private static final int STATEMENT_BYTES = 1024 * 1024;

    private final Dialect dialect;
    private final Connections connections;
    private final TargetPool pool;
    private final KeptSessions questions;
    private final Definers definers;
    private final ExecutorService threads = Executors.newCachedThreadPool(MySqlTarget::loader);
    private final ServerFacts server;
    private final String identity;
    private final LoadWay loadWay;
    private final Inserts.Limits limits;
    private final Listener listener;

    /** How rows get into the target. */
    private enum LoadWay {
        LOAD_DATA,
        INSERT
    }

    MySqlTarget(Dialect dialect, ConnectionConfig config, Listener listener) {
        this.dialect = dialect;
        this.listener = listener;
        this.connections = new Connections(config, DriverProperties.Use.TARGET);
        this.questions = new KeptSessions(() -> TargetConnection.open(connections));
        JdbcConnection first = connections.openFirst();
        try {
            this.server = ServerFacts.of(first);
            this.identity = Identity.of(first, server);
            Encryption.warnIfPlain(config, Sessions.isEncrypted(first), listener);
            List<String> settings =
                    Sessions.row(first, "SELECT @@GLOBAL.local_infile, @@max_allowed_packet, @@GLOBAL.read_only");
            this.loadWay = settings.get(0).equals("1") ? LoadWay.LOAD_DATA : LoadWay.INSERT;
            long packet = Long.parseLong(settings.get(1));
            this.limits = new Inserts.Limits((int) Math.min(STATEMENT_BYTES, packet * 3 / 4), packet);
            TargetConnection.prepare(first, connections.variables());
        } catch (SQLException e) {
            Sessions.close(first);
            throw SqlFailures.of(e);
        } catch (RuntimeException e) {
            Sessions.close(first);
            throw e;
        }
        questions.giveBack(first);
        this.definers = new Definers(plain()::open, server);
        this.pool = new TargetPool(connections);
        listener.detail("Rows are loaded into " + config.name() + " with "
                + (loadWay == LoadWay.LOAD_DATA ? "LOAD DATA LOCAL." : "INSERT."));
    }

    private static Thread loader(Runnable work) {
        Thread thread = new Thread(work, "tranche load");
        thread.setDaemon(true);
        return thread;
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
        return questions.ask(MySqlCatalogReader::read);
    }

    @Override
    public Definitions definitions() {
        return new MySqlDefinitions(plain()::open);
    }

    @Override
    public List<Definition> everything() {
        return Contents.read(plain()::open);
    }

    @Override
    public Definer definer() {
        return definers.open();
    }

    /** DDL is text, and has nothing of what moves rows as bytes. */
    private Connections plain() {
        return connections.forUse(DriverProperties.Use.SOURCE);
    }

    @Override
    public boolean exists(TableName table) {
        String schema = table.schema().isEmpty() ? connections.config().database() : table.schema();
        try (TargetSession session = session()) {
            return !session.rows(
                            "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
                            schema,
                            table.name())
                    .isEmpty();
        }
    }

    @Override
    public TargetSession session() {
        try {
            return new MySqlSession(this, pool.borrow());
        } catch (SQLException e) {
            // the pool says how long it waited; its cause says for what
            throw SqlFailures.of(e.getCause() instanceof SQLException cause ? cause : e);
        }
    }

    @Override
    public List<Problem> missingRights(Collection<Table> tables, Rights rights) {
        return questions.ask(connection -> new MissingRights(connection, server).of(tables, rights));
    }

    @Override
    public boolean holdsRows(TableName table) {
        return questions.ask(
                connection -> !TargetConnection.rows(connection, "SELECT 1 FROM " + Names.quote(table) + " LIMIT 1")
                        .isEmpty());
    }

    @Override
    public void empty(Collection<TableName> tables) {
        questions.ask(connection -> {
            for (TableName table : tables) {
                empty(connection, table);
            }
            return null;
        });
    }

    /** Truncating takes no time but wants the DROP privilege, and a table that keeps its history refuses it. */
    private static void empty(JdbcConnection connection, TableName table) throws SQLException {
        try {
            TargetConnection.execute(connection, "TRUNCATE TABLE " + Names.quote(table));
        } catch (SQLException e) {
            TargetConnection.execute(connection, "DELETE FROM " + Names.quote(table));
        }
    }

    @Override
    public List<Definition> disturbing(Collection<TableName> tables) {
        return questions.ask(connection -> Triggers.of(connection, tables));
    }

    @Override
    public String disturbanceMode(List<Definition> away) {
        return away.isEmpty()
                ? ""
                : "For the load, " + away.size()
                        + " triggers of the target are dropped, and they are created again after it.";
    }

    /** MySQL's views keep no rows. */
    @Override
    public List<String> refreshViews(Collection<TableName> tables) {
        return List.of();
    }

    @Override
    public void advanceCounters(Collection<TableName> tables) {
        if (server.mariaDb()) {
            questions.ask(connection -> {
                Sequences.advance(connection, tables);
                return null;
            });
        }
    }

    @Override
    public void refreshStatistics(Collection<TableName> tables) {
        if (tables.isEmpty()) {
            return;
        }
        String names = tables.stream().map(Names::quote).collect(Collectors.joining(", "));
        questions.ask(connection -> TargetConnection.rows(connection, "ANALYZE NO_WRITE_TO_BINLOG TABLE " + names));
    }

    @Override
    public String loadNotice() {
        return switch (loadWay) {
            case LOAD_DATA -> "";
            case INSERT ->
                "The target's local_infile is OFF: rows are written with INSERT. SET GLOBAL local_infile = ON makes"
                        + " loading 2 to 3 times as fast.";
        };
    }

    @Override
    public void close() {
        threads.shutdown();
        definers.close();
        questions.close();
        pool.close();
    }

    boolean loadsFiles() {
        return loadWay == LoadWay.LOAD_DATA;
    }

    Inserts.Limits limits() {
        return limits;
    }

    Listener listener() {
        return listener;
    }

    Executor threads() {
        return threads;
    }

    void killQuery(long connectionId) {
        connections.killQuery(connectionId);
    }

    void giveBack(Connection borrowed, boolean broken) {
        if (broken) {
            pool.forget(borrowed);
        }
        try {
            borrowed.close();
        } catch (SQLException e) {
            pool.forget(borrowed);
        }
    }
}
