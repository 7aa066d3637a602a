package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Output;
import io.tranche.error.Nearest;
import io.tranche.error.Problems;
import io.tranche.plan.Plan;
import io.tranche.plan.TablePlan;
import java.util.Optional;

/** Compares the planned tables' columns on both sides, before anything is touched. */
final class TargetCheck {
    private final Catalog target;
    private final Dialect dialect;
    private final Problems problems;

    TargetCheck(Catalog target, Dialect dialect, Problems problems) {
        this.target = target;
        this.dialect = dialect;
        this.problems = problems;
    }

    void check(Plan plan) {
        plan.tables().forEach(this::check);
    }

    private void check(TablePlan planned) {
        if (!target.contains(planned.name())) {
            problems.add(
                    planned.name().toString(),
                    "The target " + target.database() + " has no table " + planned.name() + ".",
                    (Nearest.hint(planned.name().name(), target.displayNames())
                                    + " `--copy-schema` creates the tables.")
                            .strip());
            return;
        }
        Table table = target.table(planned.name());
        for (Output output : planned.columns()) {
            check(output.column(), table);
        }
        for (Column column : new Conversion(target, dialect).impossible(planned)) {
            problems.add(
                    table.name() + "." + column.name(),
                    "The target's column has another character set than the source's, and is part of a key or a"
                            + " reference.",
                    "Give it the source's, " + column.type().charset().orElse("") + ", or use `--copy-schema`.");
        }
        for (Column column : table.columns()) {
            if (isLacking(column, planned)) {
                problems.add(
                        table.name() + "." + column.name(),
                        "The target's column is NOT NULL without a default, and the source does not have it.",
                        "Drop it, or give it a default.");
            }
        }
    }

    private void check(Column column, Table table) {
        Optional<Column> there = table.column(column.name());
        String where = table.name() + "." + column.name();
        if (there.isEmpty()) {
            problems.add(
                    where,
                    "The target's table does not have this column of the source.",
                    "Add it, or use `--copy-schema`.");
        } else if (there.get().generated()) {
            problems.add(where, "The target's column is generated, the source's is not.", "Make them alike.");
        } else if (!dialect.storable(column, there.get())) {
            problems.add(
                    where,
                    "The source's type " + column.type().full() + " cannot be stored exactly in the target's "
                            + there.get().type().full() + ".",
                    "Make them alike, or use `--copy-schema`.");
        }
    }

    private static boolean isLacking(Column column, TablePlan planned) {
        return !column.nullable()
                && column.defaultExpression().isEmpty()
                && !column.generated()
                && !column.autoIncrement()
                && planned.table().column(column.name()).isEmpty();
    }
}
