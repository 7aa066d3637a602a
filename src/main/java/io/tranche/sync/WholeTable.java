package io.tranche.sync;

import io.tranche.dialect.Dialect;
import io.tranche.diff.Pairing;
import io.tranche.diff.SourceRows;
import io.tranche.error.RunFailure;
import io.tranche.row.RowSink;

/** Empties a table and copies it, in one transaction. */
final class WholeTable implements Changes {
    private final Dialect dialect;
    private final Pairing pairing;
    private final SourceRows wanted;
    private final Counts counts;

    /** @param wanted what the table is to have */
    WholeTable(Dialect dialect, Pairing pairing, SourceRows wanted, Counts counts) {
        this.wanted = wanted;
        this.dialect = dialect;
        this.pairing = pairing;
        this.counts = counts;
    }

    /** Of a table that is empty. */
    static Changes copied(TableTask task, Station station) {
        long rows = count(task, station, End.SOURCE);
        return new WholeTable(
                task.dialect(), task.pairing(), SourceRows.all(task.pairing()), new Counts(0, rows, 0, 0));
    }

    static Changes replaced(TableTask task, Station station) {
        long rows = count(task, station, End.SOURCE);
        long old = count(task, station, End.TARGET);
        return new WholeTable(
                task.dialect(), task.pairing(), SourceRows.all(task.pairing()), new Counts(0, rows, 0, old));
    }

    private enum End {
        SOURCE,
        TARGET
    }

    private static long count(TableTask task, Station station, End end) {
        Pairing pairing = task.pairing();
        String from = task.dialect().from(end == End.SOURCE ? pairing.source() : pairing.target());
        var reader = end == End.SOURCE ? station.source() : station.target();
        return Long.parseLong(reader.rows("SELECT COUNT(*) FROM " + from).get(0).get(0));
    }

    @Override
    public Counts planned() {
        return counts;
    }

    @Override
    public boolean knowsRows() {
        return false;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    /** Nobody is to see the table empty: its rows go together with the coming of the new ones. */
    @Override
    public void delete(Writing writing) {}

    @Override
    public void write(Writing writing) {
        writing.session().execute("DELETE FROM " + dialect.from(pairing.target()));
        RowSink sink = writing.load(pairing.target(), pairing.stored());
        boolean done = false;
        try {
            long[] rows = {0};
            wanted.read(writing.source(), pairing.storedOutputs(), batch -> {
                rows[0] += batch.rows();
                sink.write(batch);
            });
            sink.finish();
            done = true;
            if (rows[0] != counts.inserted()) {
                throw new RunFailure(pairing.source().name() + ": of " + counts.inserted()
                        + " rows the source gave back " + rows[0] + ". It changed while it was read; run it again.");
            }
        } finally {
            if (!done) {
                sink.abort();
            }
        }
    }
}
