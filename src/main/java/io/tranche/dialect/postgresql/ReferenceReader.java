package io.tranche.dialect.postgresql;

import io.tranche.catalog.Reference;
import io.tranche.catalog.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes references of rows of {@link CatalogQueries#references}. */
final class ReferenceReader {
    private final Map<String, TableName> names;
    private final Partitions partitions;
    private final List<String> notices;
    private final Set<String> used = new HashSet<>();

    ReferenceReader(Map<String, TableName> names, Partitions partitions, List<String> notices) {
        this.names = names;
        this.partitions = partitions;
        this.notices = notices;
    }

    List<Reference> read(List<List<String>> rows) {
        List<Reference> references = new ArrayList<>();
        for (List<String> row : rows) {
            String child = partitions.root(row.get(0)).orElse(row.get(0));
            if (names.containsKey(child)) {
                references.add(reference(row, names.get(child)));
            }
        }
        return references;
    }

    /** A foreign key of one partition is the root's, for the rows of that partition. */
    private Reference reference(List<String> row, TableName child) {
        Optional<String> when = partitions.root(row.get(0)).map(root -> in(child, partitions.leaves(row.get(0))));
        String parentOid = partitions.root(row.get(1)).orElse(row.get(1));
        TableName parent = names.get(parentOid);
        if (!parentOid.equals(row.get(1))) {
            notices.add(child + "." + row.get(2) + " refers to the partition " + row.get(5)
                    + "; its parents are looked for in the whole of " + parent + ".");
        }
        return new Reference(
                unique(child, row.get(2)),
                child,
                TextArrays.parse(row.get(3)),
                parent == null ? hidden(row.get(5)) : parent,
                TextArrays.parse(row.get(4)),
                Reference.Origin.DECLARED,
                when);
    }

    private static String in(TableName table, List<String> leaves) {
        return leaves.isEmpty()
                ? "false"
                : leaves.stream()
                        .map(name -> Quoting.literal(name) + "::pg_catalog.regclass")
                        .collect(Collectors.joining(", ", Quoting.table(table) + ".tableoid IN (", ")"));
    }

    /** Two partitions may name their own constraints alike. */
    private String unique(TableName child, String name) {
        String candidate = name;
        for (int i = 2; !used.add(child + "." + candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    private static TableName hidden(String quoted) {
        return TableName.of(quoted);
    }
}
