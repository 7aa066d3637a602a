package io.tranche.run;

import io.tranche.dialect.Definition;
import io.tranche.dialect.Dependencies;
import io.tranche.error.Refusal;
import io.tranche.progress.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Objects of the target's own that depend on what is to be replaced, so that they must go before it. They come back after it,
 * unless they hold rows: then nothing is replaced.
 *
 * @param definitions in the order of creation
 */
record OwnDependents(List<Definition> definitions) {
    static final OwnDependents NONE = new OwnDependents(List.of());

    OwnDependents {
        definitions = List.copyOf(definitions);
    }

    /**
     * @param unwanted what is to be replaced
     * @param target what is there
     * @param name the target's
     * @param remedy beside dropping what depends on it, or leaving it out
     * @throws Refusal if a table of the target's own depends on it: dropping that would lose rows
     */
    static OwnDependents of(List<Definition> unwanted, Dependencies target, String name, String remedy) {
        List<Definition> own = target.on(unwanted);
        List<Definition> tables = own.stream().filter(OwnDependents::holdsRows).toList();
        if (!tables.isEmpty()) {
            throw new Refusal(
                    "--write " + name,
                    "The target has objects of its own that hold rows and depend on what would be replaced: "
                            + names(tables) + ".",
                    "Drop or rename them yourself, or leave what they depend on out with `--exclude`" + remedy + ".");
        }
        return new OwnDependents(own);
    }

    private static boolean holdsRows(Definition definition) {
        return switch (definition.kind()) {
            case TABLE, SEQUENCE, SCHEMA, EXTENSION -> true;
            case TYPE, ROUTINE, INDEX, FOREIGN_KEY, VIEW, TRIGGER, EVENT, OTHER -> false;
        };
    }

    void tell(Listener listener) {
        if (!definitions.isEmpty()) {
            listener.notice(
                    "The target has objects of its own that depend on what is replaced. They are dropped and created"
                            + " again: " + names(definitions) + ".");
        }
    }

    /** These after the others, as they depend on them. */
    List<Definition> after(List<Definition> others) {
        List<Definition> all = new ArrayList<>(others);
        all.addAll(definitions);
        return all;
    }

    private static String names(List<Definition> definitions) {
        return definitions.stream()
                .map(definition -> definition.kind().word() + " " + definition.name())
                .collect(Collectors.joining(", "));
    }
}
