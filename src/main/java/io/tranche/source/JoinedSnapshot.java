package io.tranche.source;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Position;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.error.Interruption;
import io.tranche.error.RunFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/** Snapshots of several servers as one. Readers are lent in turn. Thread-safe. */
final class JoinedSnapshot implements Snapshot {
    private final Map<String, Snapshot> servers;
    private final List<Snapshot> snapshots;
    private final LinkedBlockingQueue<Integer> free = new LinkedBlockingQueue<>();

    /** Of each server, where none is sure to have every row; empty where all show the same. */
    private final List<SharedReader> others = new ArrayList<>();

    JoinedSnapshot(Map<String, Snapshot> servers, Consistency consistency) {
        this.servers = new LinkedHashMap<>(servers);
        this.snapshots = List.copyOf(servers.values());
        if (consistency == Consistency.NONE) {
            snapshots.forEach(snapshot -> others.add(new SharedReader(snapshot.reader())));
        }
        if (readers() == 0) {
            throw new RunFailure("The servers allow too few connections to be read together."
                    + " Name only one of them with --read.");
        }
        int most = snapshots.stream().mapToInt(this::lendable).max().orElseThrow();
        for (int turn = 0; turn < most; turn++) {
            for (int server = 0; server < snapshots.size(); server++) {
                if (turn < lendable(snapshots.get(server))) {
                    free.add(server);
                }
            }
        }
    }

    private int lendable(Snapshot snapshot) {
        return others.isEmpty() ? snapshot.readers() : snapshot.readers() - 1;
    }

    @Override
    public String description() {
        String names = String.join(", ", servers.keySet());
        return snapshots.get(0).description() + "; read from " + names
                + (others.isEmpty() ? ", which stood at one position" : "");
    }

    @Override
    public String position() {
        return snapshots.get(0).position();
    }

    @Override
    public boolean shows(Position earlier) {
        return snapshots.get(0).shows(earlier);
    }

    @Override
    public Optional<String> sharedPosition() {
        return snapshots.get(0).sharedPosition();
    }

    @Override
    public String now() {
        return snapshots.get(0).now();
    }

    @Override
    public int readers() {
        return snapshots.stream().mapToInt(this::lendable).sum();
    }

    @Override
    public Reader reader() {
        try {
            int server = free.take();
            List<SharedReader> elsewhere = new ArrayList<>(others);
            if (!elsewhere.isEmpty()) {
                elsewhere.remove(server);
            }
            return new ReplicaReader(snapshots.get(server).reader(), elsewhere, () -> free.add(server));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption("Interrupted while waiting for a reader.");
        }
    }

    @Override
    public List<TableName> changed() {
        return snapshots.stream()
                .flatMap(snapshot -> snapshot.changed().stream())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        others.forEach(SharedReader::close);
        snapshots.forEach(Snapshot::close);
    }
}
