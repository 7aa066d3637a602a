package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.config.SchemaRules;
import io.tranche.copy.Queries;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.error.Problems;
import io.tranche.error.RunFailure;
import io.tranche.plan.Plan;
import io.tranche.plan.Selection;
import io.tranche.plan.TablePlan;
import java.util.List;
import java.util.Optional;

/** Has the source's server parse every rule, mask and condition before anything is written. */
final class RuleCheck {
    private final Plan plan;
    private final SchemaRules rules;
    private final Catalog catalog;

    RuleCheck(Plan plan, SchemaRules rules, Catalog catalog) {
        this.plan = plan;
        this.rules = rules;
        this.catalog = catalog;
    }

    void refuseRejected(Snapshot snapshot) {
        Problems problems = new Problems();
        try (Reader reader = snapshot.reader()) {
            for (TablePlan table : plan.tables()) {
                check(table, reader, problems);
            }
        }
        problems.refuseIfAny();
    }

    private void check(TablePlan table, Reader reader, Problems problems) {
        List<Query> queries = table.selection() instanceof Selection.Scan scan
                ? List.of(Queries.scan(table, scan))
                : plan.joins().stream()
                        .filter(join -> join.to().equals(table.name()))
                        .map(join -> Queries.join(table, join))
                        .toList();
        List<Query> all = queries.isEmpty() ? List.of(table.query()) : queries;
        for (Query query : all) {
            Optional<String> rejection = reader.rejection(query);
            if (rejection.isPresent()) {
                problems.add(
                        place(table),
                        "The server does not accept the rule \"" + table.rule() + "\" on " + table.name() + ": "
                                + RunFailure.sentence(rejection.get()),
                        "Correct the SQL of the rule, or of the table's mask, order_by or references.");
                return;
            }
        }
    }

    /** Where the user wrote of the table; a table that is not named there goes by the default. */
    private String place(TablePlan table) {
        return rules.tables().values().stream()
                .filter(rule -> catalog.find(rule.table())
                        .filter(found -> found.name().equals(table.name()))
                        .isPresent())
                .findFirst()
                .map(rule -> rule.place().toString())
                .or(() -> rules.defaultRule().map(rule -> rule.place().toString()))
                .orElse(rules.file());
    }
}
