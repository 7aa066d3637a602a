package io.tranche.run;

import io.tranche.diff.DifferenceKind;
import io.tranche.diff.KeyText;
import io.tranche.diff.Pairing;
import io.tranche.sync.Counts;
import io.tranche.sync.FoundTable;
import java.util.Locale;
import java.util.function.Consumer;

/** {@code --rows}: the key of each row that differs, a line each. */
public record RowKeys(Consumer<String> lines) implements DifferenceOutput {
    @Override
    public void tell(Found found) {
        for (FoundTable table : found.tables()) {
            if (table.changes().planned().changes() > 0) {
                tell(table, found);
            }
        }
    }

    private void tell(FoundTable table, Found found) {
        Pairing pairing = table.table().pairing();
        String name = table.table().display();
        if (pairing.key().isEmpty()) {
            Counts counts = table.changes().planned();
            lines.accept("%s: %d rows missing, %d extra; no key tells which"
                    .formatted(name, counts.inserted(), counts.deleted()));
            return;
        }
        if (!table.changes().knowsRows()) {
            lines.accept("%s: %d rows are written as a whole"
                    .formatted(name, table.changes().planned().inserted()));
            return;
        }
        KeyText text = new KeyText(pairing.key().size());
        KeyReading rows = found.keys(table);
        for (DifferenceKind kind : DifferenceKind.values()) {
            String word = kind.name().toLowerCase(Locale.ROOT);
            rows.keys(kind, batch -> {
                for (int row = 0; row < batch.rows(); row++) {
                    lines.accept(name + ": " + word + " " + text.of(batch, row));
                }
            });
        }
    }
}
