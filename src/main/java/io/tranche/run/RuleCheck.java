package io.tranche.run;

import io.tranche.copy.Queries;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.error.Problems;
import io.tranche.plan.Plan;
import io.tranche.plan.Selection;
import io.tranche.plan.TablePlan;
import java.util.List;
import java.util.Optional;

/** Has the source's server parse every rule, mask and condition before anything is written. */
final class RuleCheck {
    private final Plan plan;
    private final String schemaFile;

    RuleCheck(Plan plan, String schemaFile) {
        this.plan = plan;
        this.schemaFile = schemaFile;
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
                        schemaFile + " tables." + table.name(),
                        "The server does not accept the rule \"" + table.rule() + "\" on " + table.name() + ": "
                                + rejection.get(),
                        "");
                return;
            }
        }
    }
}
