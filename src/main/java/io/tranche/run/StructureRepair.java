package io.tranche.run;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.CloneScope.Events;
import io.tranche.dialect.CloneScope.Indexes;
import io.tranche.dialect.Definer;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import io.tranche.dialect.SqlFailure;
import io.tranche.progress.Listener;
import io.tranche.schema.Difference;
import io.tranche.schema.SchemaComparison;
import io.tranche.schema.SchemaCopier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables that the target lacks, has too many of, or has otherwise than the source. */
final class StructureRepair {
    private final Definitions source;
    private final Definitions target;
    private final String database;
    private final Listener listener;

    /** @param database the target's */
    StructureRepair(Definitions source, Definitions target, String database, Listener listener) {
        this.source = source;
        this.target = target;
        this.database = database;
        this.listener = listener;
    }

    /** What differs in tables that both sides have. */
    List<Difference> differences(Collection<TableName> tables) {
        try {
            return SchemaComparison.ofTables(source, target, scope(tables));
        } catch (SqlFailure e) {
            listener.warning("Structures were not compared: " + e.getMessage());
            return List.of();
        }
    }

    /** The tables among {@code common} whose definitions differ. */
    List<TableName> different(Collection<TableName> common) {
        return SchemaComparison.ofTables(source, target, scope(common)).stream()
                .flatMap(difference -> difference.table().stream())
                .distinct()
                .toList();
    }

    /** What the target's tables are made of. */
    List<Definition> definitions(Collection<TableName> tables) {
        return target.tables(scope(tables));
    }

    void drop(Collection<TableName> tables, SchemaCopier copier) {
        copier.drop(definitions(tables));
        copier.failIfRefused();
    }

    /** With indexes and triggers, and with the types and functions that they need; without foreign keys. */
    void create(Collection<TableName> tables, SchemaCopier copier) {
        CloneScope scope = scope(tables);
        Set<Named> there = target.all(scope).stream().map(Named::of).collect(Collectors.toSet());
        List<Definition> wanted = source.all(scope).stream()
                .filter(definition -> !there.contains(Named.of(definition)))
                .filter(definition -> definition.stage() == Definition.Stage.BEFORE_ROWS
                        || definition.table().filter(tables::contains).isPresent())
                .toList();
        copier.createAll(wanted);
        copier.failIfRefused();
    }

    private record Named(Definition.Kind kind, String name, Optional<TableName> table) {
        static Named of(Definition definition) {
            return new Named(definition.kind(), definition.name(), definition.table());
        }
    }

    /** Of tables that were created, once their rows are there. */
    void foreignKeys(List<TableName> tables, Definer definer) {
        Set<String> there = target.foreignKeys(tables, Definitions.Proof.CHECKED).stream()
                .map(Definition::name)
                .collect(Collectors.toSet());
        for (Definition key : source.foreignKeys(tables, Definitions.Proof.CHECKED)) {
            if (there.contains(key.name())) {
                continue;
            }
            try {
                definer.run(key.create());
            } catch (SqlFailure e) {
                listener.warning("The foreign key " + key.name() + " was not created: " + e.getMessage());
            }
        }
    }

    private CloneScope scope(Collection<TableName> tables) {
        return new CloneScope(tables::contains, view -> false, database, Indexes.WITH_TABLE, Events.DISABLED, Set.of());
    }
}
