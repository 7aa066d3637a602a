package io.tranche.sync;

import io.tranche.catalog.Reference;
import io.tranche.catalog.ReferenceGraph;
import io.tranche.catalog.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The order in which tables are written: parents before children. Tables that refer to each other in a cycle are one group.
 *
 * @param levels groups that do not depend on each other stand together; a group's parents are in earlier levels
 */
record RepairOrder(List<List<Group>> levels) {
    /** Tables that are repaired in one go, parents before children as far as there is such an order. */
    record Group(List<FoundTable> tables) {
        Writing.Bounds bounds() {
            return tables.size() > 1 ? Writing.Bounds.ONE_TRANSACTION : Writing.Bounds.FREE;
        }
    }

    static RepairOrder of(List<FoundTable> found, ReferenceGraph references) {
        Map<TableName, FoundTable> byName = new LinkedHashMap<>();
        found.forEach(table -> byName.put(table.table().name(), table));
        Map<TableName, Integer> levels = new HashMap<>();
        Map<Integer, List<Group>> groups = new TreeMap<>();
        for (Set<TableName> component : references.components()) {
            int level = level(component, references, levels);
            component.forEach(table -> levels.put(table, level));
            List<FoundTable> tables = component.stream()
                    .filter(byName::containsKey)
                    .map(byName::remove)
                    .toList();
            if (!tables.isEmpty()) {
                groups.computeIfAbsent(level, key -> new ArrayList<>()).add(new Group(tables));
            }
        }
        byName.values().forEach(table -> groups.computeIfAbsent(0, key -> new ArrayList<>())
                .add(new Group(List.of(table))));
        return new RepairOrder(List.copyOf(groups.values()));
    }

    /** Behind all parents, which come first among the components. */
    private static int level(Set<TableName> component, ReferenceGraph references, Map<TableName, Integer> levels) {
        return component.stream()
                .flatMap(table -> references.from(table).stream())
                .map(Reference::parent)
                .filter(parent -> !component.contains(parent))
                .mapToInt(parent -> levels.getOrDefault(parent, 0) + 1)
                .max()
                .orElse(0);
    }
}
