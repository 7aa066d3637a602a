package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Output;
import io.tranche.plan.Plan;
import io.tranche.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Columns whose bytes mean something else in the target: texts of another character set. The source writes them in the
 * target's. Those of keys stay as they are, for they are read out of the lines; {@link TargetCheck} refuses them.
 */
final class Conversion {
    private final Catalog target;
    private final Dialect dialect;

    Conversion(Catalog target, Dialect dialect) {
        this.target = target;
        this.dialect = dialect;
    }

    Plan of(Plan plan) {
        return plan.with(this::converted);
    }

    private TablePlan converted(TablePlan table) {
        Set<Integer> keys = table.keyFields();
        List<Output> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Output output = table.columns().get(i);
            boolean isKey = keys.contains(table.carried().size() + i);
            columns.add(isKey ? output : converted(table, output));
        }
        return table.withColumns(columns);
    }

    private Output converted(TablePlan table, Output output) {
        Optional<Column> there = there(table, output.column()).filter(column -> differs(output.column(), column));
        return there.map(column -> new Output(
                        column,
                        output.expression()
                                .or(() -> Optional.of(dialect.quote(
                                        table.name(), output.column().name())))))
                .orElse(output);
    }

    /** Columns of keys that would have to be converted. */
    List<Column> impossible(TablePlan table) {
        Set<Integer> keys = table.keyFields();
        List<Column> impossible = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i).column();
            boolean isKey = keys.contains(table.carried().size() + i);
            if (isKey && there(table, column).filter(to -> differs(column, to)).isPresent()) {
                impossible.add(column);
            }
        }
        return impossible;
    }

    private Optional<Column> there(TablePlan table, Column column) {
        return target.column(table.name(), column.name());
    }

    private boolean differs(Column from, Column to) {
        return !dialect.sameBytes(from, to);
    }
}
