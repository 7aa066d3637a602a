package io.tranche.proof.oracle;

import io.tranche.config.Vendor;
import io.tranche.proof.model.Case;
import io.tranche.proof.model.Choice;
import io.tranche.proof.model.Choice.Ordering.Direction;
import io.tranche.proof.model.Row;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.model.Value;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** The order in which a limit takes rows: what the rule says, then the key. */
final class Sorting {
    private final List<Row> rows;
    private final Comparator<Row> order;

    Sorting(Case given, TableShape table, Choice.Ordering ordering) {
        rows = given.rows().get(table.name());
        boolean nullsFirst = given.vendor() != Vendor.POSTGRESQL;
        Comparator<Row> sum = (left, right) -> 0;
        for (Choice.Ordering.Term term : ordering.terms()) {
            Comparator<Row> next = by(term.column(), nullsFirst);
            sum = sum.thenComparing(term.direction() == Direction.DESC ? next.reversed() : next);
        }
        if (table.sortableByKey()) {
            for (String column : table.primaryKey()) {
                sum = sum.thenComparing(by(column, nullsFirst));
            }
        }
        order = sum;
    }

    /** At most {@code limit} of the rows, as positions. */
    List<Integer> first(Collection<Integer> positions, OptionalInt limit) {
        if (limit.isEmpty()) {
            return List.copyOf(positions);
        }
        return positions.stream()
                .sorted((left, right) -> order.compare(rows.get(left), rows.get(right)))
                .limit(limit.getAsInt())
                .toList();
    }

    private static Comparator<Row> by(String column, boolean nullsFirst) {
        Comparator<Value> filled = Comparator.comparing(Sorting::comparable);
        Comparator<Value> values = Comparator.<Value, Boolean>comparing(value -> value.isNull() != nullsFirst)
                .thenComparing((left, right) -> left.isNull() || right.isNull() ? 0 : filled.compare(left, right));
        return Comparator.comparing(row -> row.get(column), values);
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> comparable(Value value) {
        return (Comparable<Object>) value.key().orElseThrow();
    }
}
