package io.tranche.run;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Asked;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.diff.ComparedLines;
import io.tranche.diff.DifferenceKind;
import io.tranche.diff.Pairing;
import io.tranche.diff.Side;
import io.tranche.row.BatchHandler;
import io.tranche.row.KeyBatch;
import io.tranche.sync.FoundTable;
import java.util.List;

/** Reads the rows of one table that differ, in the snapshots in which they were found. */
final class DifferingRows implements KeyReading {
    private final FoundTable table;
    private final Pairing pairing;
    private final ComparedLines lines;
    private final Side source;
    private final Side target;

    /** @param table with a key */
    DifferingRows(FoundTable table, DifferenceOutput.Found found) {
        this.table = table;
        this.pairing = table.table().pairing();
        this.lines = new ComparedLines(found.dialect(), pairing);
        this.source = found.source();
        this.target = found.target();
    }

    /** The keys of rows, as lines of their fields: those that are extra from the target, all others from the source. */
    @Override
    public void keys(DifferenceKind wanted, BatchHandler handler) {
        table.changes().differences((kind, keys) -> {
            if (kind == wanted) {
                keys(kind, keys, handler);
            }
        });
    }

    private void keys(DifferenceKind kind, KeyBatch keys, BatchHandler handler) {
        switch (kind) {
            case EXTRA -> read(target, pairing.target(), outputs(pairing.key()), lines.askedOfTarget(keys), handler);
            case MISSING, CHANGED ->
                read(source, pairing.source(), outputs(pairing.sourceKey()), lines.askedOfSource(keys), handler);
        }
    }

    /** Rows of the source as they are to be stored: lines of the pairing's stored columns. */
    void rows(DifferenceKind wanted, BatchHandler handler) {
        table.changes().differences((kind, keys) -> {
            if (kind == wanted) {
                read(source, pairing.source(), pairing.storedOutputs(), lines.askedOfSource(keys), handler);
            }
        });
    }

    private static List<Output> outputs(List<Column> columns) {
        return columns.stream().map(Output::of).toList();
    }

    private static void read(Side side, Table table, List<Output> outputs, Asked asked, BatchHandler handler) {
        try (Reader reader = side.snapshot().reader()) {
            reader.readMatching(Query.of(table, List.of(), outputs), asked, handler);
        }
    }
}
