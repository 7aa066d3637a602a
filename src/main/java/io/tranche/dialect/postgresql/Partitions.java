package io.tranche.dialect.postgresql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which root each partition belongs to. Object numbers are texts here, as the catalog's queries give them. */
final class Partitions {
    private final Map<String, String> roots = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();

    private Partitions() {}

    /** @param rows of {@link CatalogQueries#partitions} */
    static Partitions of(List<List<String>> rows) {
        Partitions partitions = new Partitions();
        for (List<String> row : rows) {
            partitions.roots.put(row.get(1), row.get(0));
            partitions
                    .children
                    .computeIfAbsent(row.get(4), oid -> new ArrayList<>())
                    .add(row.get(1));
            if (!row.get(3).equals("p")) {
                partitions.names.put(row.get(1), row.get(2));
            }
        }
        return partitions;
    }

    /** The root, if the table is a partition. */
    Optional<String> root(String oid) {
        return Optional.ofNullable(roots.get(oid));
    }

    /** The quoted names of the partitions at or below this one that hold rows. */
    List<String> leaves(String oid) {
        List<String> leaves = new ArrayList<>();
        Optional.ofNullable(names.get(oid)).ifPresent(leaves::add);
        children.getOrDefault(oid, List.of()).forEach(child -> leaves.addAll(leaves(child)));
        return leaves;
    }
}
