package io.tranche.run;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.CloneScope.Events;
import io.tranche.dialect.CloneScope.Indexes;
import io.tranche.dialect.SqlFailure;
import io.tranche.plan.Plan;
import io.tranche.progress.Listener;
import io.tranche.schema.Difference;
import io.tranche.schema.SchemaComparison;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells of planned tables that the target has otherwise than the source, before a row is touched. What a slice cannot do
 * with is refused by {@link TargetCheck}; this is about the rest: an index or a default that is missing, another type that
 * holds the same values. Servers of different versions write the same things differently and are not compared.
 */
final class StructureCheck {
    private final Ends ends;
    private final String targetDatabase;
    private final Listener listener;

    StructureCheck(Ends ends, String targetDatabase, Listener listener) {
        this.ends = ends;
        this.targetDatabase = targetDatabase;
        this.listener = listener;
    }

    void tell(Plan plan) {
        if (!ends.source().version().equals(ends.target().version())) {
            return;
        }
        try {
            Set<TableName> names = Set.copyOf(plan.names());
            CloneScope scope = new CloneScope(names::contains, targetDatabase, Indexes.WITH_TABLE, Events.DISABLED);
            List<Difference> found = SchemaComparison.ofTables(
                    ends.source().definitions(), ends.target().definitions(), scope);
            if (!found.isEmpty()) {
                listener.notice("The target's structure is not quite the source's: "
                        + found.stream().map(Difference::object).collect(Collectors.joining(", "))
                        + ". `tranche schema --diff` tells how they differ.");
            }
        } catch (SqlFailure e) {
            listener.detail("Structures were not compared: " + e.getMessage());
        }
    }
}
