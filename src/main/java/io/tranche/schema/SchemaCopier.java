package io.tranche.schema;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Definer;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definition.Kind;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Creates objects in a target. What the target refuses is kept, and the rest goes on; {@link #failIfRefused} tells at the
 * end. One thread at a time.
 */
public final class SchemaCopier {
    private static final Set<Kind> BEFORE_ROWS =
            EnumSet.of(Kind.SCHEMA, Kind.EXTENSION, Kind.TYPE, Kind.ROUTINE, Kind.SEQUENCE, Kind.TABLE);

    private final Supplier<Definer> definers;
    private final Listener listener;
    private final int workers;
    private final List<RefusedDefinition> refused = new ArrayList<>();

    /**
     * @param definers opens sessions of the target, from any thread
     * @param workers how many indexes are built at once
     */
    public SchemaCopier(Supplier<Definer> definers, Listener listener, int workers) {
        this.definers = definers;
        this.listener = listener;
        this.workers = workers;
    }

    /** Drops what definitions would create, the last first. Objects that are not there are no failure. */
    public void drop(List<Definition> definitions) {
        List<Definition> reversed = new ArrayList<>(definitions);
        Collections.reverse(reversed);
        try (Definer definer = definers.get()) {
            for (Definition definition : reversed) {
                try {
                    definer.run(definition.drop());
                } catch (SqlFailure e) {
                    refused.add(new RefusedDefinition(definition, e.getMessage()));
                }
            }
        }
    }

    /** Creates what rows need: tables, and what comes before them. */
    public void createTables(List<Definition> definitions) {
        create(definitions.stream()
                .filter(definition -> BEFORE_ROWS.contains(definition.kind()))
                .toList());
    }

    /** Creates the rest: indexes first, several at once; then everything else in its order. */
    public void finish(List<Definition> definitions) {
        List<Definition> rest = definitions.stream()
                .filter(definition -> !BEFORE_ROWS.contains(definition.kind()))
                .toList();
        refused.addAll(
                new ParallelCreation(definers, listener, workers).create(ofTablesThere(ofKind(rest, Kind.INDEX))));
        create(ofKind(rest, Kind.FOREIGN_KEY));
        createInRounds(ofKind(rest, Kind.VIEW));
        create(rest.stream()
                .filter(definition -> definition.kind().compareTo(Kind.VIEW) > 0)
                .toList());
    }

    /** What the target did not take so far. */
    public List<RefusedDefinition> refused() {
        return List.copyOf(refused);
    }

    /** @throws RunFailure if the target refused anything: each object with its statements, whole */
    public void failIfRefused() {
        if (refused.isEmpty()) {
            return;
        }
        throw new RunFailure(refused.size() + (refused.size() == 1 ? " object" : " objects")
                + " could not be created in the target; everything else was:\n"
                + refused.stream().map(RefusedDefinition::toString).collect(Collectors.joining("\n")));
    }

    private static List<Definition> ofKind(List<Definition> definitions, Kind kind) {
        return definitions.stream()
                .filter(definition -> definition.kind() == kind)
                .toList();
    }

    /** What belongs to a table that was refused fails with it, and need not be told of again. */
    private List<Definition> ofTablesThere(List<Definition> definitions) {
        Set<TableName> missing = refused.stream()
                .map(RefusedDefinition::definition)
                .filter(definition -> definition.kind() == Kind.TABLE)
                .flatMap(definition -> definition.table().stream())
                .collect(Collectors.toSet());
        return definitions.stream()
                .filter(definition ->
                        definition.table().filter(missing::contains).isEmpty())
                .toList();
    }

    private void create(List<Definition> definitions) {
        refused.addAll(attempt(definitions));
    }

    /** A view may read others, through functions too, that its text does not show: as long as one succeeds, all have hope. */
    private void createInRounds(List<Definition> views) {
        List<Definition> open = views;
        while (!open.isEmpty()) {
            List<RefusedDefinition> failed = attempt(open);
            if (failed.size() == open.size()) {
                refused.addAll(failed);
                return;
            }
            open = failed.stream().map(RefusedDefinition::definition).toList();
        }
    }

    private List<RefusedDefinition> attempt(List<Definition> definitions) {
        if (definitions.isEmpty()) {
            return List.of();
        }
        List<RefusedDefinition> failed = new ArrayList<>();
        try (Definer definer = definers.get()) {
            for (Definition definition : definitions) {
                listener.detail("creates " + definition.name());
                try {
                    definer.run(definition.create());
                } catch (SqlFailure e) {
                    failed.add(new RefusedDefinition(definition, e.getMessage()));
                }
            }
            definer.notices().forEach(listener::notice);
        }
        return failed;
    }
}
