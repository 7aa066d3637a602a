package io.tranche.run;

import io.tranche.dialect.Consistency;
import io.tranche.dialect.Position;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.Source;

/**
 * What all readers see.
 *
 * @param position what is to be remembered of it: the source's place in its changes, if the snapshot shows exactly those;
 *     its text is empty otherwise
 */
record Moment(Snapshot snapshot, Position position, Start start) implements AutoCloseable {
    static Moment of(Source source, SnapshotWish wish, Start start) {
        Position before = source.position();
        Snapshot snapshot = source.snapshot(wish);
        return new Moment(snapshot, shown(before, snapshot, wish.consistency()), start);
    }

    private static Position shown(Position position, Snapshot snapshot, Consistency consistency) {
        if (consistency == Consistency.NONE) {
            return Position.unknown("its readers see no common moment");
        }
        if (!position.proves()) {
            return Position.unknown(position.doubt());
        }
        return snapshot.shows(position) ? position : Position.unknown("it was being written to");
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
