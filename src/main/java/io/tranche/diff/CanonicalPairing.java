package io.tranche.diff;

import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.NamePairs;
import io.tranche.catalog.Table;
import io.tranche.dialect.Canonical;
import io.tranche.dialect.CanonicalForm;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Output;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which columns of one table are compared between two families of databases, in which form, and by which key its rows are
 * paired. Columns are paired by name; generated ones are compared like others.
 *
 * @param fields in the target's order
 * @param key columns among {@code fields} that are unique and never NULL on both sides; empty: there is no such key
 * @param leftOut columns of either side that are not compared
 */
public record CanonicalPairing(Table source, Table target, List<Field> fields, List<Field> key, List<LeftOut> leftOut) {
    /** A column of both sides, and how its values come to one text. */
    public record Field(Column source, Column target, Canonical ofSource, Canonical ofTarget) {}

    /** A database's dialect, and the table. */
    public record End(Dialect dialect, Table table) {
        private Map<CanonicalForm, Canonical> forms(Column column) {
            return dialect.canonical(table.name(), column);
        }
    }

    public CanonicalPairing {
        fields = List.copyOf(fields);
        key = List.copyOf(key);
        leftOut = List.copyOf(leftOut);
    }

    /** @param masked columns of the source whose values the rules change */
    public static CanonicalPairing of(End source, End target, Set<Column> masked) {
        NamePairs names = NamePairs.of(names(source.table()), names(target.table()));
        List<Field> fields = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Column column : target.table().columns()) {
            Optional<Column> counterpart = names.source(column.name()).map(name -> named(source.table(), name));
            if (counterpart.isEmpty()) {
                leftOut.add(unpaired(column, names, "not in the source"));
            } else if (masked.contains(counterpart.get())) {
                leftOut.add(new LeftOut(column.name(), "masked, and masks are not applied between vendors"));
            } else {
                Optional<Field> field = field(source, counterpart.get(), target, column);
                field.ifPresentOrElse(
                        fields::add,
                        () -> leftOut.add(new LeftOut(
                                column.name(),
                                "%s in the source and %s in the target have no form in common"
                                        .formatted(
                                                counterpart.get().type().full(),
                                                column.type().full()))));
            }
        }
        source.table().columns().stream()
                .filter(column -> !names.target().containsKey(column.name()))
                .forEach(column -> leftOut.add(unpaired(column, names, "not in the target")));
        return new CanonicalPairing(source.table(), target.table(), fields, sharedKey(source, target, fields), leftOut);
    }

    private static List<String> names(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }

    /** Of exactly this name. */
    private static Column named(Table table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static LeftOut unpaired(Column column, NamePairs names, String reason) {
        boolean ambiguous = names.ambiguous().contains(column.name());
        return new LeftOut(column.name(), ambiguous ? "several columns have this name but for its case" : reason);
    }

    /** In the first form that both have. */
    private static Optional<Field> field(End source, Column ofSource, End target, Column ofTarget) {
        Map<CanonicalForm, Canonical> ours = source.forms(ofSource);
        Map<CanonicalForm, Canonical> theirs = target.forms(ofTarget);
        for (CanonicalForm form : CanonicalForm.values()) {
            if (ours.containsKey(form) && theirs.containsKey(form)) {
                return Optional.of(new Field(ofSource, ofTarget, ours.get(form), theirs.get(form)));
            }
        }
        return Optional.empty();
    }

    private static List<Field> sharedKey(End source, End target, List<Field> fields) {
        for (Key key : target.table().keys()) {
            List<Field> columns = fieldsOf(key, target.table(), fields, Field::target);
            if (columns.isEmpty()) {
                continue;
            }
            boolean shared = source.table().keys().stream()
                    .map(other -> fieldsOf(other, source.table(), fields, Field::source))
                    .anyMatch(other -> new HashSet<>(other).equals(new HashSet<>(columns)));
            if (shared) {
                return columns;
            }
        }
        return List.of();
    }

    /** The fields of a key that tells rows apart; none if it does not, or not all of them are compared. */
    private static List<Field> fieldsOf(Key key, Table table, List<Field> fields, Function<Field, Column> side) {
        List<Field> found = new ArrayList<>();
        for (String name : key.columns()) {
            Column column = table.columnOf(name);
            Optional<Field> field = fields.stream()
                    .filter(one -> side.apply(one).equals(column))
                    .findFirst();
            if (!key.unique() || column.nullable() || field.isEmpty()) {
                return List.of();
            }
            found.add(field.get());
        }
        return found;
    }

    List<Output> sourceOutputs() {
        return fields.stream().map(field -> field.ofSource().output()).toList();
    }

    List<Output> targetOutputs() {
        return fields.stream().map(field -> field.ofTarget().output()).toList();
    }

    /** As strategies and reports know pairs of tables. */
    public Pairing plain() {
        return new Pairing(
                target,
                source,
                fields.stream().map(Field::target).toList(),
                fields.stream().map(Field::source).toList(),
                targetOutputs(),
                sourceOutputs(),
                Map.of(),
                key.stream().map(Field::target).toList(),
                leftOut);
    }
}
