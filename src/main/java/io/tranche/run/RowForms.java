package io.tranche.run;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Carried;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Output;
import io.tranche.plan.Identity;
import io.tranche.plan.Plan;
import io.tranche.plan.TablePlan;
import io.tranche.row.RowForm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Chooses in which form the rows of each planned table travel, once it is known what the target's table is. */
final class RowForms {
    private final Dialect dialect;
    private final Function<TableName, Table> target;

    /** @param target the target's tables, as they are or are going to be */
    RowForms(Dialect dialect, Function<TableName, Table> target) {
        this.dialect = dialect;
        this.target = target;
    }

    Plan of(Plan plan) {
        return plan.with(table -> table.as(form(table)));
    }

    /** What is computed has no type that is known here, and a row without a key is known by its line. */
    private RowForm form(TablePlan table) {
        boolean computed =
                table.columns().stream().anyMatch(output -> output.expression().isPresent());
        if (computed || table.identity() instanceof Identity.ByContent) {
            return RowForm.TEXT;
        }
        List<Column> from = table.columns().stream().map(Output::column).toList();
        Table there = target.apply(table.name());
        List<Column> to =
                from.stream().map(column -> there.columnOf(column.name())).toList();
        return dialect.rowForm(from, to, keys(table));
    }

    private static Set<Column> keys(TablePlan table) {
        Set<Column> keys = new HashSet<>();
        for (int field : table.keyFields()) {
            int column = field - table.carried().size();
            if (column >= 0) {
                keys.add(table.columns().get(column).column());
            } else if (table.carried().get(field) instanceof Carried.KeyField key) {
                keys.add(key.column());
            }
        }
        return keys;
    }
}
