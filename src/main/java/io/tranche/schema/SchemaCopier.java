package io.tranche.schema;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Definer;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definition.Kind;
import io.tranche.dialect.Definition.Stage;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Creates objects in a target. What the target refuses is told at once, whole, and kept, and the rest goes on; {@link
 * #failIfRefused} tells at the end. One thread at a time.
 */
public final class SchemaCopier {
    /** Objects of one transaction: enough to save commits, few enough for a server's table of locks. */
    static final int TOGETHER = 50;

    private final Supplier<Definer> definers;
    private final Listener listener;
    private final int workers;
    private final List<RefusedDefinition> refused = new ArrayList<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * @param definers opens sessions of the target, from any thread
     * @param workers how many objects are created at once
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
            for (int start = 0; start < reversed.size(); start += TOGETHER) {
                drop(reversed.subList(start, Math.min(reversed.size(), start + TOGETHER)), definer);
            }
        }
    }

    private void drop(List<Definition> together, Definer definer) {
        List<List<String>> statements = together.stream().map(Definition::drop).toList();
        if (definer.runTogether(statements) == together.size()) {
            return;
        }
        for (Definition definition : together) {
            try {
                definer.run(definition.drop());
            } catch (SqlFailure e) {
                refuse(new RefusedDefinition(definition, definition.drop(), e.getMessage()));
            }
        }
    }

    /** Creates what rows need: tables, and what comes before them. */
    public void createTables(List<Definition> definitions) {
        createRuns(ofStage(definitions, Stage.BEFORE_ROWS), Phase.SCHEMA);
    }

    /** Creates the rest. */
    public void finish(List<Definition> definitions) {
        createRuns(ofStage(definitions, Stage.AFTER_ROWS), Phase.FINISH);
    }

    /** Creates everything, where no rows come in between. */
    public void createAll(List<Definition> definitions) {
        createTables(definitions);
        createRuns(ofStage(definitions, Stage.AFTER_ROWS), Phase.SCHEMA);
    }

    /** Creates objects of the target's own that had to be dropped, in the order that they have. */
    public void createAgain(List<Definition> definitions) {
        createRuns(definitions, Phase.SCHEMA);
    }

    /** What the target did not take so far. */
    public List<RefusedDefinition> refused() {
        return List.copyOf(refused);
    }

    /** @throws RunFailure if the target refused anything: each object with the server's words */
    public void failIfRefused() {
        if (refused.isEmpty()) {
            return;
        }
        throw new RunFailure(refused.size() + (refused.size() == 1 ? " object" : " objects")
                + " could not be created in the target; everything else was:\n"
                + refused.stream().map(RefusedDefinition::toString).collect(Collectors.joining("\n")));
    }

    private static List<Definition> ofStage(List<Definition> definitions, Stage stage) {
        return definitions.stream()
                .filter(definition -> definition.stage() == stage)
                .toList();
    }

    /** Definitions come in an order in which they can be created; those of one kind that follow each other are a run. */
    private void createRuns(List<Definition> definitions, Phase phase) {
        int start = 0;
        for (int end = 1; end <= definitions.size(); end++) {
            if (end == definitions.size()
                    || definitions.get(end).kind() != definitions.get(start).kind()) {
                createRun(definitions.subList(start, end), phase);
                start = end;
            }
        }
    }

    private void createRun(List<Definition> sameKind, Phase phase) {
        Kind kind = sameKind.get(0).kind();
        List<Definition> wanted =
                switch (kind) {
                    case INDEX, FOREIGN_KEY, TRIGGER -> ofTablesThere(sameKind);
                    case SCHEMA, EXTENSION, TYPE, ROUTINE, SEQUENCE, TABLE, VIEW, EVENT, OTHER -> sameKind;
                };
        AtomicLong done = new AtomicLong();
        Creation.Tally tally = objects ->
                listener.on(new Event.ObjectsCreated(phase, kind.plural(), done.addAndGet(objects), sameKind.size()));
        tally.created(sameKind.size() - wanted.size());
        wanted.forEach(
                definition -> listener.detail("Creates: " + Secrets.hidden(String.join("; ", definition.create()))));
        switch (kind) {
            case VIEW, ROUTINE -> createInRounds(wanted, tally);
            case SCHEMA, EXTENSION, TYPE, SEQUENCE, TABLE, INDEX, FOREIGN_KEY, TRIGGER, EVENT, OTHER ->
                attempt(wanted, tally).forEach(this::refuse);
        }
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

    /**
     * A view may read others, through functions too, that its text does not show, and a function another's type: as long as
     * one succeeds, all have hope.
     */
    private void createInRounds(List<Definition> definitions, Creation.Tally tally) {
        List<Definition> open = definitions;
        Creation.Tally counted = tally;
        while (!open.isEmpty()) {
            List<RefusedDefinition> failed = attempt(open, counted);
            if (failed.size() == open.size()) {
                failed.forEach(this::refuse);
                return;
            }
            open = failed.stream().map(RefusedDefinition::definition).toList();
            counted = objects -> {};
        }
    }

    private List<RefusedDefinition> attempt(List<Definition> definitions, Creation.Tally tally) {
        return new Creation(definers, this::tellOnce, workers, tally).create(definitions);
    }

    /** Each worker's session notices the same; the user reads it once. */
    private void tellOnce(Event event) {
        if (!(event instanceof Event.Notice notice) || told.add(notice.text())) {
            listener.on(event);
        }
    }

    private void refuse(RefusedDefinition refusal) {
        refused.add(refusal);
        listener.warning(refusal.whole());
    }
}
