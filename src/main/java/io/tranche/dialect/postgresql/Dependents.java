package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definition.Kind;
import io.tranche.dialect.Definitions.Proof;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a database holds beside some objects and depends on them, so that it stands in the way of their removal or would go
 * with it.
 */
final class Dependents {
    private final Set<List<String>> drops;
    private final Set<Part> parts;
    private final Set<TableName> tables;

    /** What has no statement of its own that drops it, and goes with something else. */
    private record Part(Kind kind, String name, Optional<TableName> table) {
        static Part of(Definition definition) {
            return new Part(definition.kind(), definition.name(), definition.table());
        }
    }

    /** @param unwanted definitions, of whatever database, of what is to be removed */
    Dependents(Collection<Definition> unwanted) {
        drops = unwanted.stream()
                .map(Definition::drop)
                .filter(drop -> !drop.isEmpty())
                .collect(Collectors.toSet());
        parts = unwanted.stream()
                // these are not dropped
                .filter(definition -> definition.kind() != Kind.SCHEMA && definition.kind() != Kind.EXTENSION)
                .map(Part::of)
                .collect(Collectors.toSet());
        tables = unwanted.stream()
                .filter(definition -> definition.kind() == Kind.TABLE || definition.kind() == Kind.VIEW)
                .map(Definition::table)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /**
     * In the order of creation, foreign keys last.
     *
     * @param foreignKeys rows of {@link ForeignKeys#QUERY}
     */
    List<Definition> in(Inventory inventory, List<List<String>> foreignKeys) {
        Set<String> going = new HashSet<>();
        inventory.objects().forEach((address, object) -> {
            boolean part = object.drop().isEmpty() && parts.contains(Part.of(object));
            if (part || drops.contains(object.drop())) {
                going.add(address);
            }
        });
        Set<String> dependent = inventory.order().dependents(going);
        List<Definition> found = new ArrayList<>();
        for (String address : inventory.order().sorted()) {
            Definition object = inventory.objects().get(address);
            // what belongs to a table is replaced with it
            if (dependent.contains(address)
                    && object.table().filter(tables::contains).isEmpty()) {
                found.add(object);
            }
        }
        found.addAll(of(foreignKeys));
        return found;
    }

    private List<Definition> of(List<List<String>> foreignKeys) {
        List<Definition> keys = new ArrayList<>();
        for (List<String> row : foreignKeys) {
            TableName child = new TableName(row.get(0), row.get(1));
            if (!tables.contains(child) && tables.contains(new TableName(row.get(5), row.get(6)))) {
                keys.add(ForeignKeys.definition(
                        child, row.get(2), row.get(3), row.get(4).equals("p"), Proof.CHECKED));
            }
        }
        return keys;
    }
}
