package io.tranche.run;

import io.tranche.diff.DifferenceKind;
import io.tranche.row.BatchHandler;
import io.tranche.row.LineBatch;
import io.tranche.row.TextKeys;
import io.tranche.sync.FoundTable;

/** The keys of rows that differ between two families of databases, as lines of their fields' canonical texts. */
record CanonicalKeys(FoundTable table) implements KeyReading {
    @Override
    public void keys(DifferenceKind wanted, BatchHandler handler) {
        table.changes().differences((kind, keys) -> {
            if (kind != wanted) {
                return;
            }
            LineBatch lines = new LineBatch(1 << 10);
            TextKeys texts = (TextKeys) keys;
            for (int i = 0; i < texts.size(); i++) {
                byte[] key = texts.get(i);
                lines.line(key, 0, key.length);
            }
            handler.accept(lines);
        });
    }
}
