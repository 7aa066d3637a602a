package io.tranche.sync;

import io.tranche.catalog.Key;
import io.tranche.dialect.Output;
import io.tranche.keys.KeySpace;
import io.tranche.plan.Identity;
import io.tranche.plan.Plan;
import io.tranche.plan.TablePlan;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A plan whose rows are looked for, and not written. */
record SlicePlan(Plan plan) {
    /** The same plan, of rows that have nothing but what tells them apart, and what they refer to. */
    Plan ofKeys() {
        return new Plan(
                plan.tables().stream().map(this::ofKeys).toList(),
                plan.untouched(),
                plan.references(),
                plan.pulls(),
                plan.joins(),
                plan.notices());
    }

    /** Rows without a key are known by all that they hold. */
    private TablePlan ofKeys(TablePlan table) {
        if (!(table.identity() instanceof Identity.ByKey)) {
            return table.withIdentity(
                    new Identity.ByContent(new KeySpace(table.name() + " by content", KeySpace.Kind.TEXT)));
        }
        Set<String> needed = needed(table);
        List<Output> outputs = table.columns().stream()
                .map(output -> needed.contains(output.column().name())
                        ? output
                        : new Output(output.column(), Optional.of("NULL")))
                .toList();
        return table.withColumns(outputs);
    }

    private Set<String> needed(TablePlan table) {
        Set<String> needed = new HashSet<>();
        table.table().identity().map(Key::columns).ifPresent(needed::addAll);
        plan.links().forEach(link -> {
            if (link.to().equals(table.name())) {
                needed.addAll(link.toColumns());
            }
            if (link.from().equals(table.name())) {
                needed.addAll(link.fromColumns());
            }
        });
        return names(table, needed);
    }

    /** As the table spells them. */
    private static Set<String> names(TablePlan table, Set<String> written) {
        Set<String> names = new HashSet<>();
        written.forEach(name -> names.add(table.table().columnOf(name).name()));
        return names;
    }
}
