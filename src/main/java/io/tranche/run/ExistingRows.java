package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Target;
import io.tranche.error.Interruption;
import io.tranche.error.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in the way in an existing target: the tables that the run would empty or replace. */
final class ExistingRows {
    private final Prepared prepared;
    private final Surroundings.Prompt prompt;

    ExistingRows(Prepared prepared, Surroundings.Prompt prompt) {
        this.prepared = prepared;
        this.prompt = prompt;
    }

    /**
     * Asks whether the tables may be replaced.
     *
     * @throws Refusal where there is nobody to ask
     */
    void confirmReplacing(SliceRequest.Flags flags) {
        List<TableName> tables = flags.copySchema() ? present() : filled();
        if (tables.isEmpty() || flags.overwrite()) {
            return;
        }
        boolean stopped = Earlier.find(prepared.ends().target()).isPresent();
        String reason = (stopped ? "A run into this target was stopped. " : "")
                + (flags.copySchema()
                        ? "These tables are in the target, and would be dropped and created again:"
                        : "These tables of the target hold rows, which the slice would replace:");
        confirm(tables, reason);
    }

    /** The planned tables that hold rows. */
    private List<TableName> filled() {
        Target target = prepared.ends().target();
        return prepared.plan().names().stream()
                .filter(prepared.targetCatalog()::contains)
                .filter(target::holdsRows)
                .toList();
    }

    /** The source's tables that are there already. */
    private List<TableName> present() {
        Catalog source = prepared.catalog();
        return source.tables().keySet().stream()
                .filter(prepared.targetCatalog()::contains)
                .toList();
    }

    private void confirm(List<TableName> tables, String reason) {
        String write = prepared.setup().target().name();
        List<String> lines = new ArrayList<>();
        lines.add(reason);
        tables.forEach(table -> lines.add("  " + table));
        Optional<Boolean> answer =
                prompt.confirm(lines, "Replace these " + tables.size() + " tables in " + write + "?");
        if (answer.isEmpty()) {
            throw new Refusal(
                    "--write " + write,
                    reason + " "
                            + String.join(
                                    ", ",
                                    tables.stream().map(TableName::toString).toList()) + ".",
                    "Say `--overwrite` to replace them, or `--continue` to go on with a run that was stopped.");
        }
        if (!answer.get()) {
            throw new Interruption("Nothing was changed.");
        }
    }
}
