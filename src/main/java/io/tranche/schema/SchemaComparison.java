package io.tranche.schema;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definition.Kind;
import io.tranche.schema.Difference.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares the objects of two databases by their definitions, as the servers themselves write them. */
public final class SchemaComparison {
    private record Key(Kind kind, String name, Optional<TableName> table) {
        static Key of(Definition definition) {
            return new Key(definition.kind(), definition.name(), definition.table());
        }

        String object() {
            String word = kind.word() + " ";
            return switch (kind) {
                case TABLE, TYPE, SEQUENCE, INDEX, FOREIGN_KEY, EXTENSION, VIEW ->
                    name.startsWith(word) || name.startsWith("indexes of ") ? name : word + name;
                case SCHEMA, ROUTINE, TRIGGER, EVENT, OTHER ->
                    name + table.map(of -> " of " + of).orElse("");
            };
        }
    }

    private SchemaComparison() {}

    /** In the source's order; what only the target has comes last. */
    public static List<Difference> of(List<Definition> source, List<Definition> target) {
        Map<Key, List<String>> ours = statements(source);
        Map<Key, List<String>> theirs = statements(target);
        List<Difference> found = new ArrayList<>();
        ours.forEach((key, statements) -> {
            List<String> others = theirs.get(key);
            if (others == null) {
                found.add(new Difference(Side.ONLY_IN_SOURCE, key.object(), List.of()));
            } else if (!others.equals(statements)) {
                found.add(new Difference(Side.BOTH, key.object(), lines(statements, others)));
            }
        });
        theirs.keySet().stream()
                .filter(key -> !ours.containsKey(key))
                .forEach(key -> found.add(new Difference(Side.ONLY_IN_TARGET, key.object(), List.of())));
        return found;
    }

    /** Objects without statements (a schema that every database has) count as there. */
    private static Map<Key, List<String>> statements(List<Definition> definitions) {
        Map<Key, List<String>> statements = new LinkedHashMap<>();
        definitions.forEach(definition -> statements
                .computeIfAbsent(Key.of(definition), key -> new ArrayList<>())
                .addAll(definition.create()));
        return statements;
    }

    private static List<String> lines(List<String> source, List<String> target) {
        Set<String> ours = lines(source);
        Set<String> theirs = lines(target);
        List<String> different = Stream.concat(
                        ours.stream().filter(line -> !theirs.contains(line)).map(line -> "- " + line),
                        theirs.stream().filter(line -> !ours.contains(line)).map(line -> "+ " + line))
                .toList();
        return different.isEmpty() ? List.of("The same lines in another order.") : different;
    }

    private static Set<String> lines(List<String> statements) {
        Set<String> lines = new LinkedHashSet<>();
        statements.stream()
                .flatMap(String::lines)
                .map(line -> line.strip().replaceAll(",$", ""))
                .filter(line -> !line.isEmpty())
                .forEach(lines::add);
        return lines;
    }
}
