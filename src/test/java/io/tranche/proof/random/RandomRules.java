package io.tranche.proof.random;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.Choice;
import io.tranche.proof.model.Choice.Ordering;
import io.tranche.proof.model.Choice.Spelling;
import io.tranche.proof.model.ColumnShape;
import io.tranche.proof.model.Predicate;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.Rules;
import io.tranche.proof.model.TableShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Draws a choice for each table. Joins go to tables that were drawn before, so that they never form a cycle. */
final class RandomRules {
    private final Random random;
    private final Dice dice;
    private final Map<String, Choice> choices = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> masks = new LinkedHashMap<>();
    private Case given;

    RandomRules(Random random, Case given) {
        this.random = random;
        this.dice = new Dice(random);
        this.given = given;
    }

    Case choose() {
        Optional<Choice> fallback = fallback();
        List<TableShape> tables = new ArrayList<>(given.tables());
        Collections.shuffle(tables, random);
        for (TableShape table : tables) {
            if (fallback.isPresent() && dice.chance(25)) {
                continue;
            }
            choices.put(table.name(), choice(table));
        }
        tables.forEach(this::mask);
        return given.withRules(new Rules(choices, masks, fallback));
    }

    private Optional<Choice> fallback() {
        int chance = dice.below(100);
        if (chance < 15) {
            return Optional.empty();
        }
        if (chance < 75) {
            return Optional.of(Choice.UPON_REQUEST);
        }
        return Optional.of(Choice.Own.where(new Predicate.Always(chance < 85), Spelling.NAMED));
    }

    private Choice choice(TableShape table) {
        int chance = dice.below(100);
        if (chance < 25) {
            return Choice.UPON_REQUEST;
        }
        if (chance < 32) {
            return Choice.Own.where(new Predicate.Always(false), Spelling.NAMED);
        }
        if (chance < 60) {
            Optional<Choice> join = join(table);
            if (join.isPresent()) {
                return join.get();
            }
        }
        return own(table);
    }

    private Choice own(TableShape table) {
        Predicate where = new RandomPredicate(random).any();
        Spelling spelling = dice.oneOf(List.of(Spelling.values()));
        int chance = table.keyless() ? 100 : dice.below(100);
        if (chance < 20) {
            OptionalInt limit = OptionalInt.of(dice.below(12));
            return new Choice.Own(where, spelling, ordering(table), limit, OptionalInt.empty(), Optional.empty());
        }
        if (chance < 28 && isNobodysParent(table)) {
            OptionalInt sample = OptionalInt.of(dice.oneOf(List.of(10, 50, 100)));
            return new Choice.Own(where, spelling, Ordering.NONE, OptionalInt.empty(), sample, Optional.empty());
        }
        if (chance < 36 && hasSmallKey(table)) {
            return new Choice.Own(
                    where, spelling, Ordering.NONE, OptionalInt.empty(), OptionalInt.empty(), Optional.of(keys(table)));
        }
        return Choice.Own.where(where, spelling);
    }

    /** Each order is total: by what sorts here as on the server, or ended by row_no. */
    private Ordering ordering(TableShape table) {
        List<Ordering.Term> terms = new ArrayList<>();
        if (dice.chance(50)) {
            terms.add(new Ordering.Term(TableShape.AMOUNT, direction()));
        }
        if (!table.sortableByKey() || dice.chance(30)) {
            terms.add(new Ordering.Term(TableShape.ROW_NO, direction()));
        }
        return new Ordering(terms);
    }

    private Ordering.Direction direction() {
        return dice.oneOf(List.of(Ordering.Direction.values()));
    }

    private boolean isNobodysParent(TableShape table) {
        return given.references().stream()
                .noneMatch(reference -> reference.parent().equals(table.name()));
    }

    private static boolean hasSmallKey(TableShape table) {
        return table.primaryKey().stream()
                .allMatch(name -> table.column(name).kind().ddl().equals("INT"));
    }

    private List<List<Long>> keys(TableShape table) {
        List<List<Long>> keys = new ArrayList<>();
        for (int count = 1 + dice.below(5); count > 0; count--) {
            keys.add(table.primaryKey().stream()
                    .map(column -> (long) dice.below(30) - 2)
                    .toList());
        }
        return keys;
    }

    private Optional<Choice> join(TableShape table) {
        List<Ref> fitting = new ArrayList<>(given.references().stream()
                .filter(Ref::followed)
                .filter(reference -> reference.child().equals(table.name()))
                .filter(reference -> isDecidedParent(table, reference.parent()))
                .toList());
        if (fitting.isEmpty() || dice.chance(15)) {
            undeclared(table).ifPresent(fitting::add);
        }
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        Ref reference = dice.oneOf(fitting);
        if (reference.origin() == Ref.Origin.JOIN_ONLY) {
            addReference(reference);
        }
        return Optional.of(join(table, reference));
    }

    private boolean isDecidedParent(TableShape table, String parent) {
        return !parent.equals(table.name()) && choices.containsKey(parent);
    }

    private void addReference(Ref reference) {
        List<Ref> all = new ArrayList<>(given.references());
        all.add(reference);
        given = new Case(given.vendor(), given.tables(), all, given.rows(), given.rules());
    }

    /** A join over a column that is no reference to that parent: it leads to the parent's key. */
    private Optional<Ref> undeclared(TableShape table) {
        for (TableShape parent : given.tables()) {
            if (!isDecidedParent(table, parent.name()) || parent.primaryKey().size() != 1 || isSampled(parent.name())) {
                continue;
            }
            String key = parent.primaryKey().get(0);
            for (ColumnShape column : table.columns()) {
                boolean isReference = given.references().stream()
                        .anyMatch(other -> other.child().equals(table.name())
                                && other.parent().equals(parent.name())
                                && other.childColumns().contains(column.name()));
                boolean isEmptied = given.references().stream()
                        .anyMatch(other -> other.child().equals(table.name())
                                && other.treatment() == Ref.Treatment.SET_NULL
                                && other.childColumns().contains(column.name()));
                if (!isReference
                        && !isEmptied
                        && column.kind().equals(parent.column(key).kind())) {
                    return Optional.of(new Ref(
                            "join" + given.references().size(),
                            table.name(),
                            List.of(column.name()),
                            parent.name(),
                            List.of(key),
                            Ref.Origin.JOIN_ONLY,
                            Ref.Treatment.FOLLOWED,
                            Optional.empty()));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isSampled(String table) {
        return choices.get(table) instanceof Choice.Own own && own.sample().isPresent();
    }

    private Choice join(TableShape table, Ref reference) {
        boolean selects = selects(choices.get(reference.parent()));
        Choice.Of of = selects && dice.chance(70) ? Choice.Of.SELECTED : Choice.Of.COPIED;
        int chance = table.keyless() ? 100 : dice.below(100);
        if (chance < 12) {
            return new Choice.Join(
                    reference.name(), of, ordering(table), OptionalInt.empty(), OptionalInt.of(1 + dice.below(3)));
        }
        if (chance < 24 && of == Choice.Of.SELECTED && isIndependentOfCopies(reference.parent())) {
            return new Choice.Join(
                    reference.name(), of, ordering(table), OptionalInt.of(dice.below(10)), OptionalInt.empty());
        }
        return new Choice.Join(reference.name(), of, Ordering.NONE, OptionalInt.empty(), OptionalInt.empty());
    }

    /** A rule that can choose nothing is refused as a parent, unless copied rows are followed. */
    private static boolean selects(Choice choice) {
        return !(choice instanceof Choice.UponRequest)
                && !(choice instanceof Choice.Own own && own.where().equals(new Predicate.Always(false)));
    }

    private boolean isIndependentOfCopies(String table) {
        return !(choices.get(table) instanceof Choice.Join join)
                || join.of() == Choice.Of.SELECTED
                        && isIndependentOfCopies(
                                given.reference(join.reference()).parent());
    }

    private void mask(TableShape table) {
        if (!dice.chance(15)) {
            return;
        }
        boolean isUsed = given.references().stream()
                .anyMatch(reference -> reference.touches(table.name())
                        && (reference.childColumns().contains(TableShape.AMOUNT)
                                || reference.parentColumns().contains(TableShape.AMOUNT)
                                || reference.childColumns().contains(TableShape.LABEL)));
        if (!isUsed) {
            masks.put(
                    table.name(), Map.of(TableShape.AMOUNT, "amount + 1000", TableShape.LABEL, "CONCAT('m', row_no)"));
        }
    }
}
