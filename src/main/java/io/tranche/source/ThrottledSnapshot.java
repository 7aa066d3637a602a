package io.tranche.source;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Position;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import java.util.List;
import java.util.Optional;

/** A snapshot whose readers ask a throttle before they read on. */
final class ThrottledSnapshot implements Snapshot {
    private final Snapshot snapshot;
    private final Throttle throttle;

    ThrottledSnapshot(Snapshot snapshot, Throttle throttle) {
        this.snapshot = snapshot;
        this.throttle = throttle;
    }

    @Override
    public String description() {
        return snapshot.description();
    }

    @Override
    public String position() {
        return snapshot.position();
    }

    @Override
    public boolean shows(Position earlier) {
        return snapshot.shows(earlier);
    }

    @Override
    public Optional<String> sharedPosition() {
        return snapshot.sharedPosition();
    }

    @Override
    public String now() {
        return snapshot.now();
    }

    @Override
    public int readers() {
        return snapshot.readers();
    }

    @Override
    public Reader reader() {
        return new ThrottledReader(snapshot.reader(), throttle);
    }

    @Override
    public List<TableName> changed() {
        return snapshot.changed();
    }

    @Override
    public void close() {
        try (throttle) {
            snapshot.close();
        }
    }
}
