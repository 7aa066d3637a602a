package io.tranche.sync;

import io.tranche.catalog.Column;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Dialect.ReferenceChecks;
import io.tranche.dialect.Query;
import io.tranche.dialect.RowStatements;
import io.tranche.diff.ComparedLines;
import io.tranche.diff.DifferenceKind;
import io.tranche.diff.Differences;
import io.tranche.diff.KeyFields;
import io.tranche.diff.Pairing;
import io.tranche.error.RunFailure;
import io.tranche.row.Escapes;
import io.tranche.row.KeyBatch;
import io.tranche.row.RowSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of a table with a key that are missing, extra or changed. A changed row is deleted and stored anew in one transaction,
 * with the session's foreign keys at rest: to those who read the target it changes at once.
 */
final class KeyedChanges implements Changes {
    /** Rows of a transaction where each row stands for itself. */
    private static final int ROWS_PER_PART = 10_000;

    private final RowStatements statements;
    private final Pairing pairing;
    private final ComparedLines lines;
    private final Differences found;
    private final List<Stop> stops;

    /**
     * What can stand once a part of the changed rows is written, and is committed with them.
     *
     * @param rows so many of the changed rows, in the order in which they were found, and all that are missing
     */
    record Stop(long rows, Consumer<Writing> mark) {}

    KeyedChanges(Dialect dialect, Pairing pairing, ComparedLines lines, Differences found) {
        this(dialect, pairing, lines, found, List.of());
    }

    /** @param stops by their rows, ascending */
    KeyedChanges(Dialect dialect, Pairing pairing, ComparedLines lines, Differences found, List<Stop> stops) {
        this.stops = List.copyOf(stops);
        this.statements = dialect.rowStatements();
        this.pairing = pairing;
        this.lines = lines;
        this.found = found;
    }

    @Override
    public Counts planned() {
        return Counts.of(found);
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void differences(DifferenceHandler handler) {
        for (DifferenceKind kind : DifferenceKind.values()) {
            found.keys(kind).forEach(ROWS_PER_PART, keys -> handler.accept(kind, keys));
        }
    }

    @Override
    public void delete(Writing writing) {
        found.keys(DifferenceKind.EXTRA).forEach(ROWS_PER_PART, keys -> {
            writing.session().delete(pairing.target(), lines.askedOfTarget(keys));
            writing.commitPart();
        });
    }

    /** Unique values may have been exchanged between rows: then all old ones go before the first new one comes. */
    @Override
    public void write(Writing writing) {
        if (writing.references() == ReferenceChecks.ON) {
            found.keys(DifferenceKind.CHANGED).forEach(ROWS_PER_PART, keys -> changeInPlace(writing, keys));
            found.keys(DifferenceKind.MISSING).forEach(ROWS_PER_PART, keys -> {
                writing.session().delete(pairing.target(), lines.askedOfTarget(keys));
                store(writing, keys);
                writing.commitPart();
            });
            return;
        }
        if (pairing.hasOtherUniqueKeys()) {
            forget(writing, DifferenceKind.CHANGED);
            forget(writing, DifferenceKind.MISSING);
            store(writing, DifferenceKind.CHANGED);
            store(writing, DifferenceKind.MISSING);
            return;
        }
        found.keys(DifferenceKind.MISSING).forEach(ROWS_PER_PART, keys -> {
            renew(writing, keys);
            writing.commitPart();
        });
        if (stops.isEmpty()) {
            found.keys(DifferenceKind.CHANGED).forEach(ROWS_PER_PART, keys -> {
                renew(writing, keys);
                writing.commitPart();
            });
        } else {
            renewFromStopToStop(writing);
        }
    }

    private void renew(Writing writing, KeyBatch keys) {
        writing.session().delete(pairing.target(), lines.askedOfTarget(keys));
        store(writing, keys);
    }

    private void renewFromStopToStop(Writing writing) {
        Deque<Stop> ahead = new ArrayDeque<>(stops);
        long[] done = {0};
        found.keys(DifferenceKind.CHANGED).forEach(ROWS_PER_PART, keys -> {
            for (int from = 0; from < keys.size(); ) {
                long until =
                        ahead.isEmpty() ? keys.size() : from + ahead.element().rows() - done[0];
                int to = (int) Math.min(keys.size(), until);
                renew(writing, KeyFields.slice(keys, from, to));
                done[0] += to - from;
                from = to;
                if (!ahead.isEmpty() && ahead.element().rows() == done[0]) {
                    ahead.remove().mark().accept(writing);
                    writing.commitPart();
                }
            }
        });
    }

    /** One by one: a row that others refer to cannot go even for a moment. */
    private void changeInPlace(Writing writing, KeyBatch keys) {
        Query query = Query.of(pairing.source(), List.of(), pairing.storedOutputs());
        List<Column> columns = pairing.stored();
        List<String> updates = new ArrayList<>();
        writing.source().readMatching(query, lines.askedOfSource(keys), batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                List<byte[]> values = Escapes.fields(batch, row);
                List<byte[]> key = pairing.key().stream()
                        .map(column -> values.get(columns.indexOf(column)))
                        .toList();
                updates.add(new String(
                        statements.update(pairing.target(), columns, values, pairing.key(), key),
                        StandardCharsets.UTF_8));
            }
        });
        updates.forEach(writing.session()::execute);
        writing.commitPart();
    }

    private void forget(Writing writing, DifferenceKind kind) {
        found.keys(kind)
                .forEach(ROWS_PER_PART, keys -> writing.session().delete(pairing.target(), lines.askedOfTarget(keys)));
    }

    private void store(Writing writing, DifferenceKind kind) {
        found.keys(kind).forEach(ROWS_PER_PART, keys -> store(writing, keys));
    }

    private void store(Writing writing, KeyBatch keys) {
        Query query = Query.of(pairing.source(), List.of(), pairing.storedOutputs());
        RowSink sink = writing.load(pairing.target(), pairing.stored());
        boolean done = false;
        try {
            long[] rows = {0};
            writing.source().readMatching(query, lines.askedOfSource(keys), batch -> {
                rows[0] += batch.rows();
                sink.write(batch);
            });
            sink.finish();
            done = true;
            if (rows[0] != keys.size()) {
                throw new RunFailure(pairing.target().name() + ": of " + keys.size()
                        + " rows that differ the source gave back " + rows[0]
                        + ". It changed while it was read; run it again.");
            }
        } finally {
            if (!done) {
                sink.abort();
            }
        }
    }

    @Override
    public void close() {
        found.close();
    }
}
