package io.tranche.sync;

import io.tranche.diff.Pairing;
import io.tranche.diff.RowsByContent;
import io.tranche.diff.SourceRows;
import io.tranche.row.LineBatch;
import io.tranche.row.RowSink;
import java.util.ArrayList;
import java.util.List;

/** Rows of a table without a key that one side has more often than the other. */
final class KeylessChanges implements Changes {
    /** Each is looked for in the whole table: of more it is cheaper to copy the table. */
    private static final long MOST_DELETIONS = 1_000;

    private final Pairing pairing;
    private final RowsByContent rows;
    private final List<LineBatch> extra;

    private KeylessChanges(Pairing pairing, RowsByContent rows, List<LineBatch> extra) {
        this.pairing = pairing;
        this.rows = rows;
        this.extra = extra;
    }

    /** @param wanted what the target is to have */
    static Changes of(TableTask task, RowsByContent rows, SourceRows wanted, Station station) {
        if (task.options().purpose() == SyncOptions.Purpose.COMPARISON) {
            return new KeylessChanges(task.pairing(), rows, List.of());
        }
        if (rows.extra() > MOST_DELETIONS) {
            rows.close();
            Counts counts = new Counts(0, rows.equal() + rows.missing(), 0, rows.equal() + rows.extra());
            return new WholeTable(task.dialect(), task.pairing(), wanted, counts);
        }
        List<LineBatch> extra = new ArrayList<>();
        if (rows.extra() > 0) {
            rows.readExtra(station.target(), extra::add);
        }
        return new KeylessChanges(task.pairing(), rows, extra);
    }

    @Override
    public Counts planned() {
        return new Counts(rows.equal(), rows.missing(), 0, rows.extra());
    }

    /** Together with the writing: a second try after a first that was stored would take more rows away. */
    @Override
    public void delete(Writing writing) {}

    @Override
    public void write(Writing writing) {
        for (LineBatch batch : extra) {
            writing.session().deleteCopies(pairing.target(), pairing.stored(), batch);
        }
        if (rows.missing() == 0) {
            return;
        }
        RowSink sink = writing.load(pairing.target(), pairing.stored());
        boolean done = false;
        try {
            rows.readMissing(writing.source(), sink::write);
            sink.finish();
            done = true;
        } finally {
            if (!done) {
                sink.abort();
            }
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
