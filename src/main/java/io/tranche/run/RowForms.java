package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
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

/** Chooses in which form the rows of each planned table travel, once it is known what the target's table is. */
final class RowForms {
    private final Dialect dialect;
    private final Catalog target;

    /** @param target with its tables as they are, or are going to be */
    RowForms(Dialect dialect, Catalog target) {
        this.dialect = dialect;
        this.target = target;
    }

    Plan of(Plan plan) {
        return plan.with(table -> table.as(form(table)));
    }

    /** What is computed has no type that is known here; a row without a key is known by its line, which is hashed. */
    private RowForm form(TablePlan table) {
        boolean computed =
                table.columns().stream().anyMatch(output -> output.expression().isPresent());
        if (computed || table.identity() instanceof Identity.ByContent) {
            return RowForm.TEXT;
        }
        List<Column> from = table.columns().stream().map(Output::column).toList();
        List<Column> to = from.stream()
                .flatMap(column -> target.column(table.name(), column.name()).stream())
                .toList();
        return from.size() == to.size() ? dialect.rowForm(from, to, keys(table)) : RowForm.TEXT;
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
