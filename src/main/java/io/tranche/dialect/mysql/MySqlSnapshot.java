package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Position;
import io.tranche.dialect.Reader;
import io.tranche.dialect.ShownStatements;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SqlFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Readers of one moment, lent one by one. That moment is past: no connection can be opened on it later, so a few spare ones
 * stand by for those that are lost.
 */
final class MySqlSnapshot implements Snapshot {
    private final Moment moment;
    private final ServerFacts server;
    private final SnapshotHold hold;
    private final int readers;
    private final LinkedBlockingQueue<Slot> free = new LinkedBlockingQueue<>();
    private final Queue<JdbcConnection> spares = new ConcurrentLinkedQueue<>();
    private final Set<MySqlReader> lent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger alive = new AtomicInteger();
    private volatile boolean closed;

    /** A free reader, or word that there is none any more. */
    private record Slot(MySqlReader reader) {
        static final Slot NONE = new Slot(null);
    }

    /**
     * What is known of the moment.
     *
     * @param description how it was fixed
     * @param position of the source's log, or empty
     * @param shared the position as GTIDs
     * @param now epoch seconds with fraction, as {@code SET timestamp} takes them
     */
    record Moment(String description, String position, Optional<String> shared, String now) {
        Moment(String description, String position) {
            this(description, position, Optional.empty(), "");
        }

        Moment at(String fixed) {
            return new Moment(description, position, shared, fixed);
        }

        Moment with(String words) {
            return new Moment(description + words, position, shared, now);
        }

        Moment shared(Optional<String> gtids) {
            return new Moment(description, position, gtids, now);
        }
    }

    /** @param readers how many of the connections are to read; the others stand by */
    MySqlSnapshot(
            Moment moment,
            ServerFacts server,
            List<JdbcConnection> connections,
            int readers,
            Connections opener,
            ShownStatements statements,
            SnapshotHold hold) {
        this.moment = moment;
        this.server = server;
        this.hold = hold;
        this.readers = Math.min(readers, connections.size());
        this.alive.set(this.readers);
        this.spares.addAll(connections.subList(this.readers, connections.size()));
        for (JdbcConnection connection : connections.subList(0, this.readers)) {
            free.add(new Slot(new MySqlReader(connection, opener, this::spare, this::takeBack, statements)));
        }
    }

    private Optional<JdbcConnection> spare() {
        return closed ? Optional.empty() : Optional.ofNullable(spares.poll());
    }

    @Override
    public String description() {
        return moment.description();
    }

    @Override
    public String position() {
        return moment.position();
    }

    @Override
    public boolean shows(Position earlier) {
        return LogPosition.shownAt(moment.position(), earlier.text(), server);
    }

    @Override
    public Optional<String> sharedPosition() {
        return moment.shared();
    }

    @Override
    public String now() {
        return moment.now();
    }

    @Override
    public int readers() {
        return readers;
    }

    @Override
    public Reader reader() {
        try {
            Slot slot = free.take();
            if (slot.reader() == null || closed) {
                // wakes the next one who waits
                free.add(slot);
                throw new SqlFailure(
                        SqlFailure.Kind.CONNECTION_LOST,
                        closed
                                ? "the snapshot of the source is closed"
                                : "all connections to the source are lost, and with them its snapshot",
                        null);
            }
            lent.add(slot.reader());
            return slot.reader();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SqlFailure(SqlFailure.Kind.OTHER, "interrupted while waiting for a reader", null);
        }
    }

    private void takeBack(MySqlReader reader) {
        if (!lent.remove(reader)) {
            return;
        }
        if (closed || reader.broken()) {
            Sessions.abandon(reader.connection());
            if (alive.decrementAndGet() == 0) {
                free.add(Slot.NONE);
            }
            return;
        }
        free.add(new Slot(reader));
    }

    @Override
    public List<TableName> changed() {
        try {
            return hold.changed();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        hold.close();
        lent.forEach(MySqlSnapshot::end);
        for (JdbcConnection spare = spares.poll(); spare != null; spare = spares.poll()) {
            Sessions.close(spare);
        }
        List<Slot> idle = new ArrayList<>();
        free.drainTo(idle);
        free.add(Slot.NONE);
        idle.stream()
                .filter(slot -> slot.reader() != null)
                .forEach(slot -> Sessions.close(slot.reader().connection()));
    }

    /** A query that writes no rows would go on although nobody listens. */
    private static void end(MySqlReader reader) {
        try {
            reader.cancel();
        } catch (SqlFailure unreachable) {
            // then the server notices by itself that nobody listens
        }
        Sessions.abandon(reader.connection());
    }
}
