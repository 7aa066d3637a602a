package io.tranche.source;

import io.tranche.dialect.Consistency;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.Source;
import io.tranche.error.Interruption;
import io.tranche.progress.Listener;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Several servers of the same rows as one source. Those whose snapshots lie at one position are read together; the others are
 * named and left alone. Without consistency all are read, and none of them alone decides that a key has no row.
 */
public final class Replicas extends DelegatingSource {
    /** How often a server that follows another one is asked again, until it has arrived where the first stands. */
    private static final int MEETINGS = 10;

    private static final long BETWEEN_MEETINGS_MILLISECONDS = 300;

    private final Map<String, Source> servers;
    private final Listener listener;

    /** @param servers by name, in the order in which the user named them: the first is the source, and always read */
    public Replicas(Map<String, Source> servers, Listener listener) {
        super(servers.values().iterator().next());
        this.servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
        this.listener = listener;
    }

    public List<Source> servers() {
        return List.copyOf(servers.values());
    }

    @Override
    public Snapshot snapshot(SnapshotWish wish) {
        // without consistency one more each, to ask for keys that another server does not have
        int readers = Math.max(1, (wish.readers() + servers.size() - 1) / servers.size());
        SnapshotWish each = wish.by(readers + (wish.consistency() == Consistency.NONE ? 1 : 0));
        Map<String, Snapshot> open = new LinkedHashMap<>();
        try {
            SnapshotWish asked = each;
            for (Map.Entry<String, Source> server : servers.entrySet()) {
                Optional<Snapshot> snapshot = open.isEmpty()
                        ? Optional.of(server.getValue().snapshot(asked))
                        : beside(open.values().iterator().next(), server, asked);
                snapshot.ifPresent(found -> open.put(server.getKey(), found));
                asked = each.at(open.values().iterator().next().now());
            }
            if (open.size() == 1) {
                return open.values().iterator().next();
            }
            return new JoinedSnapshot(open, wish.consistency());
        } catch (RuntimeException | Error e) {
            open.values().forEach(Snapshot::close);
            throw e;
        }
    }

    private Optional<Snapshot> beside(Snapshot first, Map.Entry<String, Source> server, SnapshotWish wish) {
        return switch (wish.consistency()) {
            case NONE -> Optional.of(server.getValue().snapshot(wish));
            case SNAPSHOT -> atSamePosition(first, server, wish);
        };
    }

    private Optional<Snapshot> atSamePosition(Snapshot first, Map.Entry<String, Source> server, SnapshotWish wish) {
        String name = server.getKey();
        if (first.sharedPosition().isEmpty()) {
            listener.warning(
                    name + " is not read: " + servers.keySet().iterator().next()
                            + " tells no position that could be compared with that of a replica.");
            return Optional.empty();
        }
        String where = "no position that could be compared";
        for (int meeting = 1; meeting <= MEETINGS; meeting++) {
            Snapshot snapshot = server.getValue().snapshot(wish);
            if (snapshot.sharedPosition().equals(first.sharedPosition())) {
                return Optional.of(snapshot);
            }
            where = snapshot.sharedPosition().orElse(where);
            snapshot.close();
            if (meeting < MEETINGS) {
                await();
            }
        }
        listener.warning(name + " is not read: it does not stand where "
                + servers.keySet().iterator().next() + " does (" + where + " there, "
                + first.sharedPosition().get() + " here).");
        return Optional.empty();
    }

    private static void await() {
        try {
            new CountDownLatch(1).await(BETWEEN_MEETINGS_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption("Interrupted while waiting for a replica.");
        }
    }

    @Override
    public void close() {
        servers.values().forEach(Source::close);
    }
}
