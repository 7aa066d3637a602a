package io.tranche.schema;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definition.Kind;
import io.tranche.dialect.Definitions;
import io.tranche.schema.Difference.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares the objects of two databases by their definitions, as the servers themselves write them: statement by statement, with
 * nothing interpreted. Two vendors, and two versions of one, write the same thing differently; whoever compares these gets
 * differences that are none.
 *
 * <p>Whole databases are compared with {@link #of} and the {@link Definitions#all} of each side, under one {@link CloneScope}
 * whose {@code database} is the target's, so that names which lead to the source's own database lead to the target's. For a
 * selection of tables there is {@link #ofTables}:
 *
 * <pre>{@code
 * CloneScope scope = new CloneScope(tables::contains, target.database(), Indexes.WITH_TABLE, Events.DISABLED);
 * List<Difference> found = SchemaComparison.ofTables(source.definitions(), target.definitions(), scope);
 * }</pre>
 *
 * Foreign keys, triggers and views are no part of it; {@link Definitions#foreignKeys} has the first, for {@link #of}.
 *
 * <p>Stateless. Reading definitions takes seconds for a thousand tables, and uses the one thread that a {@link Definitions} has.
 */
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

    /**
     * The tables of a scope with their columns, keys, checks, indexes and options.
     *
     * @return as {@link #of}; each has its {@link Difference#table}
     * @throws io.tranche.dialect.SqlFailure if a side cannot be read
     */
    public static List<Difference> ofTables(Definitions source, Definitions target, CloneScope scope) {
        return of(source.tables(scope), target.tables(scope));
    }

    /**
     * Objects are the same if their kind, name and table are; several definitions of one object are one.
     *
     * @return in the source's order; what only the target has comes last; empty if nothing differs
     */
    public static List<Difference> of(List<Definition> source, List<Definition> target) {
        Map<Key, List<String>> ours = statements(source);
        Map<Key, List<String>> theirs = statements(target);
        List<Difference> found = new ArrayList<>();
        ours.forEach((key, statements) -> {
            List<String> others = theirs.get(key);
            if (others == null) {
                found.add(new Difference(Side.ONLY_IN_SOURCE, key.object(), key.table(), List.of()));
            } else if (!others.equals(statements)) {
                found.add(new Difference(Side.BOTH, key.object(), key.table(), lines(statements, others)));
            }
        });
        theirs.keySet().stream()
                .filter(key -> !ours.containsKey(key))
                .forEach(key -> found.add(new Difference(Side.ONLY_IN_TARGET, key.object(), key.table(), List.of())));
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
