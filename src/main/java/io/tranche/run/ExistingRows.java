package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Target;
import io.tranche.error.Interruption;
import io.tranche.error.Refusal;
import io.tranche.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in the way in an existing target: the tables that the run would empty. */
final class ExistingRows {
    private final Target target;
    private final Catalog catalog;
    private final Surroundings surroundings;

    ExistingRows(Target target, Catalog catalog, Surroundings surroundings) {
        this.target = target;
        this.catalog = catalog;
        this.surroundings = surroundings;
    }

    /** The planned tables that hold rows. */
    List<TableName> in(Plan plan) {
        return plan.names().stream()
                .filter(catalog::contains)
                .filter(target::holdsRows)
                .toList();
    }

    /** The source's tables that are there already. */
    List<TableName> in(Catalog source) {
        return source.tables().keySet().stream().filter(catalog::contains).toList();
    }

    /** Asks whether the tables may be emptied; refuses where there is nobody to ask. */
    void confirm(List<TableName> tables, String write, String reason) {
        List<String> lines = new ArrayList<>();
        lines.add(reason);
        tables.forEach(table -> lines.add("  " + table));
        Optional<Boolean> answer =
                surroundings.prompt().confirm(lines, "Empty these " + tables.size() + " tables in " + write + "?");
        if (answer.isEmpty()) {
            throw new Refusal(
                    "--write " + write,
                    reason + " "
                            + String.join(
                                    ", ",
                                    tables.stream().map(TableName::toString).toList()) + ".",
                    "Say `--overwrite` to empty them, or `--continue` to go on with a run that was stopped.");
        }
        if (!answer.get()) {
            throw new Interruption("Nothing was changed.");
        }
    }
}
