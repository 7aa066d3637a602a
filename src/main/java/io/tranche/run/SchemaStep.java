package io.tranche.run;

import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.Definer;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import io.tranche.dialect.Dependencies;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.plan.PlanBuilder.Purpose;
import io.tranche.progress.Listener;
import io.tranche.schema.SchemaCopier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code --copy-schema}: tables before the rows, everything else after them; and {@code --foreign-keys} at the very end. */
final class SchemaStep {
    private final SliceRequest.Flags flags;
    private final Prepared prepared;
    private final Target target;
    private final Definitions source;
    private final Listener listener;
    private final SchemaCopier copier;
    private List<Definition> definitions = List.of();
    private OwnDependents own = OwnDependents.NONE;

    SchemaStep(SliceRequest.Flags flags, Prepared prepared, Listener listener) {
        this.flags = flags;
        this.prepared = prepared;
        this.target = prepared.ends().target();
        this.source = prepared.ends().source().definitions();
        this.listener = listener;
        this.copier =
                new SchemaCopier(target::definer, listener, prepared.setup().workers());
    }

    /** Replaces the target's tables by the source's, empty and without the indexes that can come after the rows. */
    void before() {
        if (flags.copySchema()) {
            Beside.Both<List<Definition>, Dependencies> read = Beside.both(this::definitions, target::dependencies);
            List<Definition> definitions = read.first();
            own = OwnDependents.of(
                    definitions, read.second(), prepared.setup().target().name(), "");
            own.tell(listener);
            copier.drop(own.after(definitions));
            copier.createTables(definitions);
            copier.failIfRefused();
        }
    }

    /**
     * The indexes of tables that have no key yet: each row that is looked for in them would cost a look at all others.
     * Afterwards the target's catalog is another one.
     */
    void keys() {
        if (!flags.copySchema()) {
            return;
        }
        copier.finish(missing().stream()
                .filter(definition -> definition.kind() == Definition.Kind.INDEX)
                .filter(definition -> definition.table().filter(this::lacksKey).isPresent())
                .toList());
        copier.failIfRefused();
    }

    private boolean lacksKey(TableName table) {
        Table there = prepared.targetCatalog().tables().get(table);
        return there != null && there.identity().isEmpty();
    }

    /** Indexes, views, routines, triggers, events. */
    void after() {
        if (!flags.copySchema()) {
            return;
        }
        copier.finish(prepared.start().purpose() == Purpose.FRESH ? definitions() : missing());
        copier.createAgain(own.definitions());
        source.notices().forEach(listener::warning);
        copier.failIfRefused();
    }

    /** Has the database itself prove the slice; a constraint that the source's own orphans break is left out and listed. */
    void foreignKeys() {
        if (!flags.foreignKeys()) {
            return;
        }
        Collection<TableName> tables = flags.copySchema()
                ? prepared.catalog().tables().keySet()
                : prepared.plan().names();
        Set<String> there = target.definitions().foreignKeys(tables, Definitions.Proof.CHECKED).stream()
                .map(Definition::name)
                .collect(Collectors.toSet());
        try (Definer definer = target.definer()) {
            create(
                    source.foreignKeys(tables, Definitions.Proof.CHECKED).stream()
                            .filter(key -> !there.contains(key.name()))
                            .toList(),
                    definer);
        }
    }

    /** A table's keys together where the server takes them so: each statement alone would read the table again. */
    private void create(List<Definition> keys, Definer definer) {
        keys.stream()
                .collect(Collectors.groupingBy(Definition::table, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(ofOneTable -> {
                    int done = definer.runTogether(
                            ofOneTable.stream().map(Definition::create).toList());
                    ofOneTable.stream().skip(done).forEach(key -> create(key, definer));
                });
    }

    private void create(Definition key, Definer definer) {
        try {
            definer.run(key.create());
        } catch (SqlFailure e) {
            listener.warning("The foreign key " + key.name() + " does not hold for all rows: " + e.getMessage());
        }
    }

    /** What a run that was stopped on the way has not created. */
    private List<Definition> missing() {
        Set<Definition> there = Set.copyOf(target.definitions().all(scope()));
        return definitions().stream()
                .filter(definition -> !there.contains(definition))
                .toList();
    }

    /** Read once: what came before the rows and what comes after them belong together. */
    private List<Definition> definitions() {
        if (definitions.isEmpty()) {
            definitions = source.all(scope());
        }
        return definitions;
    }

    private CloneScope scope() {
        return new CloneScope(
                table -> true,
                prepared.setup().target().database(),
                CloneScope.Indexes.AFTER_ROWS,
                CloneScope.Events.DISABLED);
    }
}
