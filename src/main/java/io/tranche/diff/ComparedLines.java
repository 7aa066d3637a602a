package io.tranche.diff;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Asked;
import io.tranche.dialect.Carried;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the rows of a pair of tables with a key are read, so that equal rows are equal lines: the same fields on both sides,
 * in the order of the key, with the key among them. Immutable.
 */
public final class ComparedLines {
    private final Dialect dialect;
    private final Pairing pairing;
    private final KeyForm form;
    private final int carried;
    private final KeyColumns keyColumns;
    private final List<String> ofSource;
    private final List<String> ofTarget;

    /** @param pairing one with a key */
    public ComparedLines(Dialect dialect, Pairing pairing) {
        this(dialect, pairing, List.of(), List.of());
    }

    private ComparedLines(Dialect dialect, Pairing pairing, List<String> ofSource, List<String> ofTarget) {
        this.ofSource = ofSource;
        this.ofTarget = ofTarget;
        this.dialect = dialect;
        this.pairing = pairing;
        this.form = dialect.form(pairing.key(), pairing.sourceKey());
        this.carried =
                (int) pairing.key().stream().filter(column -> !inLine(column)).count();
        this.keyColumns = new KeyColumns(positions(), form.integer());
    }

    /** The same of those rows alone that meet a condition, which is SQL for either side. */
    public ComparedLines within(String source, String target) {
        return new ComparedLines(dialect, pairing, List.of(source), List.of(target));
    }

    /** How the keys are written down, on both sides. */
    public KeyForm form() {
        return form;
    }

    public Query source() {
        return query(pairing.source(), pairing.sourceKey(), pairing.sourceOutputs(), ofSource);
    }

    public Query target() {
        return query(pairing.target(), pairing.key(), pairing.outputs(), ofTarget);
    }

    /** A range of the source's key, as the target names its columns. */
    public KeyRange inTarget(KeyRange range) {
        List<String> names = range.columns().stream()
                .map(name -> pairing.columns()
                        .get(pairing.sourceColumns().indexOf(pairing.source().columnOf(name)))
                        .name())
                .toList();
        return new KeyRange(names, range.from(), range.to());
    }

    /** Whether rows of both sides fall into the same of such ranges. */
    public boolean parts(KeyRange range) {
        return range.columns().stream().allMatch(name -> {
            int index = pairing.sourceColumns().indexOf(pairing.source().columnOf(name));
            return index >= 0
                    && !pairing.masks().containsKey(pairing.columns().get(index).name());
        });
    }

    public Asked askedOfSource(KeyBatch keys) {
        return new Asked(pairing.sourceKey(), form, keys);
    }

    public Asked askedOfTarget(KeyBatch keys) {
        return new Asked(pairing.key(), form, keys);
    }

    /** The keys of a batch's lines, one each. */
    public KeyBatch keys(LineBatch batch) {
        return KeyFields.read(keyColumns, batch);
    }

    /** How many fields stand before those of the columns. */
    public int carried() {
        return carried;
    }

    private Query query(Table table, List<Column> key, List<Output> outputs, List<String> conditions) {
        List<Carried> fields = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            if (!inLine(pairing.key().get(i))) {
                fields.add(new Carried.KeyField(key.get(i), form.fields().get(i)));
            }
        }
        List<String> order = key.stream()
                .map(column -> dialect.quote(table.name(), column.name()))
                .toList();
        return new Query(
                table, fields, outputs, conditions, Optional.empty(), order, OptionalLong.empty(), Optional.empty());
    }

    private boolean inLine(Column column) {
        String word = form.fields().get(pairing.key().indexOf(column));
        return dialect.inLine(column, word);
    }

    private int[] positions() {
        int[] positions = new int[pairing.key().size()];
        int next = 0;
        for (int i = 0; i < positions.length; i++) {
            Column column = pairing.key().get(i);
            positions[i] = inLine(column) ? carried + pairing.columns().indexOf(column) : next++;
        }
        return positions;
    }
}
