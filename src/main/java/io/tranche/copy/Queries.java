package io.tranche.copy;

import io.tranche.catalog.Table;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.plan.Join;
import io.tranche.plan.Selection;
import io.tranche.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a plan reads, in the dialect's terms. */
public final class Queries {
    private Queries() {}

    /** All rows that a rule chooses. */
    public static Query scan(TablePlan table, Selection.Scan scan) {
        return new Query(
                table.table(),
                table.carried(),
                table.columns(),
                scan.conditions(),
                Optional.empty(),
                scan.orderBy(),
                scan.limit(),
                Optional.empty(),
                table.form());
    }

    /** The children that a join chooses, of whichever parents are asked for. */
    public static Query join(TablePlan table, Join join) {
        return new Query(
                table.table(),
                table.carried(),
                table.columns(),
                conditions(join),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                join.perParent(),
                table.form());
    }

    /**
     * All rows of the target's table, in the lines of the plan; what is masked in the source is as it stands.
     *
     * @param there the target's
     */
    static Query inTarget(TablePlan table, Table there) {
        List<Output> columns = table.columns().stream()
                .map(output -> Output.of(there.columnOf(output.column().name())))
                .toList();
        return Query.of(there, table.carried(), columns);
    }

    /** What a child must meet: the rule's own words, and the condition under which the reference holds. */
    static List<String> conditions(Join join) {
        List<String> conditions = new ArrayList<>(join.conditions());
        join.reference().when().ifPresent(conditions::add);
        return conditions;
    }
}
