package io.tranche.proof.random;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.ColumnShape;
import io.tranche.proof.model.Kind;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.Row;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Fills tables: first every column by chance, then most references with their parents' keys; the rest are orphans. */
final class RandomRows {
    private static final int MOST = 30;
    private final Random random;
    private final Dice dice;
    private Case filled;

    RandomRows(Random random, Case empty) {
        this.random = random;
        this.dice = new Dice(random);
        this.filled = empty;
    }

    Case fill() {
        filled.tables().forEach(table -> filled = filled.withRows(table.name(), byChance(table)));
        filled.references().forEach(this::point);
        return distinct(filled);
    }

    /**
     * Another state of a filled database: some rows are gone, some are like those of a third state, some are new.
     *
     * @param other of the same tables
     */
    static Case drifted(Random random, Case given, Case other) {
        RandomRows rows = new RandomRows(random, given);
        int share = random.nextInt(101);
        given.tables().forEach(table -> {
            List<Row> mixed = new ArrayList<>();
            given.rows().get(table.name()).stream()
                    .filter(row -> random.nextInt(100) < share)
                    .forEach(mixed::add);
            other.rows().get(table.name()).stream()
                    .filter(row -> random.nextInt(100) >= share)
                    .forEach(mixed::add);
            rows.filled = rows.filled.withRows(table.name(), mixed);
            rows.filled = rows.filled.withRows(table.name(), distinct(rows.filled, table));
        });
        return rows.filled;
    }

    private List<Row> byChance(TableShape table) {
        int count = dice.chance(5) ? 0 : 1 + dice.below(MOST);
        List<Row> rows = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            if (table.keyless() && table.uniques().isEmpty() && number > 1 && dice.chance(15)) {
                rows.add(rows.get(rows.size() - 1));
            } else {
                rows.add(row(table, number));
            }
        }
        return rows;
    }

    private Row row(TableShape table, long number) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (ColumnShape column : table.columns()) {
            values.put(column.name(), value(column, number));
        }
        return new Row(values);
    }

    private Value value(ColumnShape column, long number) {
        if (column.name().equals(TableShape.ROW_NO)) {
            return Value.of(number);
        }
        return column.nullable() && dice.chance(20) ? Value.NULL : column.kind().random(random);
    }

    private void point(Ref reference) {
        List<Row> parents = filled.rows().get(reference.parent());
        TableShape parent = filled.table(reference.parent());
        if (parents.isEmpty()) {
            return;
        }
        List<Row> children = new ArrayList<>();
        Row former = null;
        Row formerPointed = null;
        for (Row child : filled.rows().get(reference.child())) {
            // rows that are alike stay alike
            Row pointed = child == former ? formerPointed : point(child, reference, parent, dice.oneOf(parents));
            children.add(pointed);
            former = child;
            formerPointed = pointed;
        }
        filled = filled.withRows(reference.child(), children);
    }

    private Row point(Row child, Ref reference, TableShape parent, Row target) {
        if (dice.chance(20)) {
            return child;
        }
        Row pointed = child;
        for (int position = 0; position < reference.childColumns().size(); position++) {
            String parentColumn = reference.parentColumns().get(position);
            String childColumn = reference.childColumns().get(position);
            Value value = target.get(parentColumn);
            boolean staysNull = child.get(childColumn).isNull() && dice.chance(50);
            if (!value.isNull() && !staysNull) {
                Kind kind = parent.column(parentColumn).kind();
                Kind own = filled.table(reference.child()).column(childColumn).kind();
                Value spelt = kind.variant(value, random);
                // a narrower type may not hold what its relation does
                if (own.equals(kind) || own.holds(spelt)) {
                    pointed = pointed.with(childColumn, spelt);
                }
            }
        }
        return pointed;
    }

    /** The rows that the server's own keys let in. */
    static Case distinct(Case given) {
        Case distinct = given;
        for (TableShape table : given.tables()) {
            distinct = distinct.withRows(table.name(), distinct(given, table));
        }
        return distinct;
    }

    private static List<Row> distinct(Case given, TableShape table) {
        Map<List<String>, Set<List<Object>>> seen = new LinkedHashMap<>();
        table.keys().forEach(key -> seen.put(key, new HashSet<>()));
        List<Row> kept = new ArrayList<>();
        for (Row row : given.rows().get(table.name())) {
            boolean isNew = seen.entrySet().stream().noneMatch(entry -> row.key(entry.getKey())
                    .map(entry.getValue()::contains)
                    .orElse(false));
            if (isNew) {
                seen.forEach((key, values) -> row.key(key).ifPresent(values::add));
                kept.add(row);
            }
        }
        return kept;
    }
}
