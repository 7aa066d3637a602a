package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Position;
import io.tranche.dialect.Reader;
import io.tranche.dialect.ShownStatements;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.progress.Listener;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One exported snapshot, shared by all readers. A reader that lost its session joins it again. */
final class PostgreSqlSnapshot implements Snapshot {
    private static final String TOO_MANY_CONNECTIONS = "53300";

    /** Connections beside those that read: they hold the moment, and look at the load. */
    private static final int BESIDE_READERS = 3;

    private final Connections connections;
    private final KeptSessions sessions;
    private final Moment moment;
    private final ServerFacts server;
    private final String now;
    private final List<PostgreSqlReader> all = new ArrayList<>();
    private final BlockingQueue<PostgreSqlReader> free = new LinkedBlockingQueue<>();

    private PostgreSqlSnapshot(
            Connections connections, KeptSessions sessions, Moment moment, ServerFacts server, String now) {
        this.connections = connections;
        this.sessions = sessions;
        this.moment = moment;
        this.server = server;
        this.now = now;
    }

    /** @param sessions lends one to find the moment, which keeps it as long as it is shared */
    static Snapshot open(
            Connections connections, KeptSessions sessions, ServerFacts server, SnapshotWish wish, Listener listener) {
        Moment moment = moment(sessions, wish);
        PostgreSqlSnapshot snapshot = new PostgreSqlSnapshot(
                connections, sessions, moment, server, wish.now().orElse(moment.now()));
        try {
            snapshot.openReaders(wish, listener);
            return snapshot;
        } catch (SQLException e) {
            if (TableLocks.notInTime(e) && moment.exporter().isPresent()) {
                RuntimeException refused = new TableLocks(moment.exporter().get()).refused(e, moment.held());
                snapshot.close();
                throw refused;
            }
            snapshot.close();
            throw connections.unreachable(e);
        }
    }

    private static Moment moment(KeptSessions sessions, SnapshotWish wish) {
        return switch (wish.consistency()) {
            case SNAPSHOT -> sessions.askToKeep(connection -> Moment.export(connection, wish));
            case NONE -> sessions.ask(Moment::none);
        };
    }

    private void openReaders(SnapshotWish wish, Listener listener) throws SQLException {
        int room = wish.limits().connections().orElse(Integer.MAX_VALUE) - BESIDE_READERS;
        int readers = Math.max(1, Math.min(wish.readers(), room));
        QueryText text = new QueryText(new FixedMoment(now));
        ShownStatements statements = new ShownStatements(listener);
        for (int i = 0; i < readers; i++) {
            PostgreSqlReader reader = new PostgreSqlReader(
                    connections,
                    server,
                    moment,
                    text,
                    new PostgreSqlReader.Terms(free::add, wish.limits().statement()),
                    statements);
            try {
                reader.connect();
            } catch (SQLException e) {
                if (all.isEmpty() || !TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                    throw e;
                }
                listener.notice("The source allows no more connections: " + all.size() + " of " + readers
                        + " readers are at work.");
                return;
            }
            all.add(reader);
            free.add(reader);
        }
    }

    @Override
    public String description() {
        if (!moment.shared()) {
            return "no common moment: each reader sees what is there when it looks";
        }
        return "one exported snapshot, shared by " + all.size() + (all.size() == 1 ? " reader" : " readers")
                + (server.standby() ? ", on a standby" : "");
    }

    /** The write-ahead log's place: at or shortly after the moment. */
    @Override
    public String position() {
        return moment.position();
    }

    /** Positions name the transactions that are visible, and these only become more. */
    @Override
    public boolean shows(Position earlier) {
        return moment.shared() && !earlier.text().isEmpty();
    }

    @Override
    public Optional<String> sharedPosition() {
        return moment.place();
    }

    @Override
    public String now() {
        return now;
    }

    @Override
    public int readers() {
        return all.size();
    }

    @Override
    public Reader reader() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            throw Connections.interrupted();
        }
    }

    @Override
    public List<TableName> changed() {
        return sessions.ask(moment.structure()::changed);
    }

    @Override
    public void close() {
        all.forEach(PostgreSqlReader::cancel);
        all.forEach(PostgreSqlReader::disconnect);
        moment.end();
    }
}
