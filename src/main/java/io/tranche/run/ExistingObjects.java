package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.dialect.Target;
import io.tranche.error.Interruption;
import io.tranche.error.Refusal;
import io.tranche.run.SchemaRequest.Existing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in the way of a schema: the tables that its target holds. */
final class ExistingObjects {
    private static final int SHOWN = 20;

    private final Target target;
    private final String name;
    private final Surroundings.Prompt prompt;

    ExistingObjects(Target target, String name, Surroundings.Prompt prompt) {
        this.target = target;
        this.name = name;
        this.prompt = prompt;
    }

    /**
     * What to do with them.
     *
     * @throws Refusal where the user has said nothing, and there is nobody to ask
     */
    Existing decide(Existing asked) {
        if (asked != Existing.ASK) {
            return asked;
        }
        Catalog catalog = target.catalog();
        if (catalog.tables().isEmpty()) {
            return Existing.ASK;
        }
        String reason = "The target " + name + " holds " + catalog.tables().size() + " tables.";
        Optional<Boolean> answer =
                prompt.confirm(lines(catalog, reason), "Drop what the source has too, and create it again?");
        if (answer.isEmpty()) {
            throw new Refusal(
                    "--write " + name,
                    reason,
                    "Say `--drop` to replace what the source has too, or `--drop-all` to drop everything in it first.");
        }
        if (!answer.get()) {
            throw new Interruption("Nothing was changed.");
        }
        return Existing.REPLACE;
    }

    private static List<String> lines(Catalog catalog, String reason) {
        List<String> lines = new ArrayList<>();
        lines.add(reason);
        catalog.displayNames().stream().limit(SHOWN).forEach(table -> lines.add("  " + table));
        if (catalog.tables().size() > SHOWN) {
            lines.add("  and " + (catalog.tables().size() - SHOWN) + " more");
        }
        return lines;
    }
}
