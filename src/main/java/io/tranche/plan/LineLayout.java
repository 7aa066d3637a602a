package io.tranche.plan;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Carried;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.Output;
import io.tranche.keys.KeySpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides where in a table's line each key is found. Two passes: all keys and conditions are announced first, then the fields
 * are laid out, then positions are known.
 */
final class LineLayout {
    private final Table table;
    private final Dialect dialect;
    private final Map<String, String> expressions;
    private final Set<Carried> carried = new LinkedHashSet<>();
    private final Set<String> early = new LinkedHashSet<>();
    private final List<Carried> carriedFields = new ArrayList<>();
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final List<Output> outputs = new ArrayList<>();

    /** @param expressions SQL in place of a column, by the column's name */
    LineLayout(Table table, Dialect dialect, Map<String, String> expressions) {
        this.table = table;
        this.dialect = dialect;
        this.expressions = expressions;
    }

    void need(List<String> columns, KeyForm form) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = table.columnOf(columns.get(i));
            if (inLine(column, form.fields().get(i))) {
                early.add(column.name());
            } else {
                carried.add(new Carried.KeyField(column, form.fields().get(i)));
            }
        }
    }

    void need(Carried.Condition condition) {
        carried.add(condition);
    }

    /** Fixes the order: carried fields, then key columns, then the others. */
    void arrange() {
        carriedFields.addAll(carried);
        early.forEach(name -> append(table.columnOf(name)));
        table.writable().stream()
                .filter(column -> !early.contains(column.name()))
                .forEach(this::append);
    }

    List<Carried> carried() {
        return List.copyOf(carriedFields);
    }

    List<Output> outputs() {
        return List.copyOf(outputs);
    }

    RecordedKey key(KeySpace space, List<String> columns, KeyForm form) {
        List<Integer> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.add(position(table.columnOf(columns.get(i)), form.fields().get(i)));
        }
        return new RecordedKey(space, fields);
    }

    int position(Carried.Condition condition) {
        return carriedFields.indexOf(condition);
    }

    private int position(Column column, String form) {
        return inLine(column, form)
                ? carriedFields.size() + positions.get(column.name())
                : carriedFields.indexOf(new Carried.KeyField(column, form));
    }

    private boolean inLine(Column column, String form) {
        return !column.generated() && !expressions.containsKey(column.name()) && dialect.inLine(column, form);
    }

    private void append(Column column) {
        positions.put(column.name(), outputs.size());
        outputs.add(new Output(column, java.util.Optional.ofNullable(expressions.get(column.name()))));
    }
}
