package io.tranche.dialect.postgresql;

import io.tranche.catalog.Reference;
import io.tranche.catalog.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes references of rows of {@link CatalogQueries#references}. Foreign keys of single partitions are their root's: one
 * reference for equal ones, which holds for the rows of those partitions, or for all rows if no partition is without it.
 */
final class ReferenceReader {
    private final Map<String, TableName> names;
    private final Partitions partitions;
    private final List<String> notices;

    ReferenceReader(Map<String, TableName> names, Partitions partitions, List<String> notices) {
        this.names = names;
        this.partitions = partitions;
        this.notices = notices;
    }

    /** What two foreign keys of partitions have in common if they say the same. */
    private record Meaning(TableName child, List<String> childColumns, TableName parent, List<String> parentColumns) {}

    List<Reference> read(List<List<String>> rows) {
        List<Reference> references = new ArrayList<>();
        Map<Meaning, List<List<String>>> ofPartitions = new LinkedHashMap<>();
        for (List<String> row : rows) {
            Optional<String> root = partitions.root(row.get(0));
            TableName child = names.get(root.orElse(row.get(0)));
            if (child == null) {
                continue;
            }
            Meaning meaning = meaning(row, child);
            if (root.isPresent()) {
                ofPartitions.computeIfAbsent(meaning, key -> new ArrayList<>()).add(row);
            } else {
                references.add(reference(row.get(2), meaning, Optional.empty()));
            }
        }
        ofPartitions.forEach((meaning, same) -> references.add(ofPartitions(meaning, same, references)));
        return references;
    }

    private Meaning meaning(List<String> row, TableName child) {
        Optional<String> root = partitions.root(row.get(1));
        TableName parent = names.get(root.orElse(row.get(1)));
        if (root.isPresent()) {
            notices.add(child + "." + row.get(2) + " refers to the partition " + row.get(5)
                    + "; its parents are looked for in the whole of " + parent + ".");
        }
        return new Meaning(
                child,
                TextArrays.parse(row.get(3)),
                parent == null ? TableName.of(row.get(5)) : parent,
                TextArrays.parse(row.get(4)));
    }

    private Reference ofPartitions(Meaning meaning, List<List<String>> same, List<Reference> others) {
        Set<String> leaves = new LinkedHashSet<>();
        same.forEach(row -> leaves.addAll(partitions.leaves(row.get(0))));
        String root = partitions.root(same.get(0).get(0)).orElseThrow();
        Optional<String> when = leaves.containsAll(partitions.leaves(root))
                ? Optional.empty()
                : Optional.of(in(meaning.child(), leaves));
        return reference(unused(same.get(0).get(2), meaning.child(), others), meaning, when);
    }

    private static Reference reference(String name, Meaning meaning, Optional<String> when) {
        return new Reference(
                name,
                meaning.child(),
                meaning.childColumns(),
                meaning.parent(),
                meaning.parentColumns(),
                Reference.Origin.DECLARED,
                when);
    }

    private static String in(TableName table, Set<String> leaves) {
        return leaves.isEmpty()
                ? "false"
                : leaves.stream()
                        .map(name -> Quoting.literal(name) + "::pg_catalog.regclass")
                        .collect(Collectors.joining(", ", Quoting.table(table) + ".tableoid IN (", ")"));
    }

    /** Each partition names its constraints for itself. */
    private static String unused(String name, TableName child, List<Reference> others) {
        Set<String> used = others.stream()
                .filter(reference -> reference.child().equals(child))
                .map(Reference::name)
                .collect(Collectors.toSet());
        String candidate = name;
        for (int i = 2; used.contains(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }
}
