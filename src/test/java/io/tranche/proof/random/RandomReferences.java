package io.tranche.proof.random;

import io.tranche.proof.model.ColumnShape;
import io.tranche.proof.model.Kind;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.Ref.Origin;
import io.tranche.proof.model.Ref.Treatment;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.random.RandomShape.Draft;
import io.tranche.proof.site.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Draws references: to primary and unique keys, to part of a key, to plain indexes, to the table itself, in cycles. */
final class RandomReferences {
    private final Random random;
    private final Dice dice;
    private final Kinds kinds;
    private final List<Draft> drafts;
    private final List<Ref> drawn = new ArrayList<>();

    RandomReferences(Random random, Kinds kinds, List<Draft> drafts) {
        this.random = random;
        this.dice = new Dice(random);
        this.kinds = kinds;
        this.drafts = drafts;
    }

    List<Ref> draw() {
        for (Draft child : drafts) {
            for (int more = dice.below(4); more > 0; more--) {
                draw(child, dice.oneOf(drafts));
            }
        }
        return drawn.stream().map(this::treated).toList();
    }

    private void draw(Draft child, Draft parent) {
        Optional<List<String>> key = key(parent);
        if (key.isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>();
        for (String parentColumn : key.get()) {
            columns.add(childColumn(child, parent.shape().column(parentColumn).kind(), columns));
        }
        boolean isTaken = drawn.stream()
                .anyMatch(other -> other.child().equals(child.name)
                        && other.parent().equals(parent.name)
                        && other.childColumns().equals(columns));
        if (isTaken || child == parent && columns.equals(key.get())) {
            return;
        }
        boolean isDeclared = dice.chance(75)
                && isDeclarable(child, columns, parent, key.get())
                && (kinds.refersToAnyIndex() || parent.shape().keys().contains(key.get()));
        Origin origin = isDeclared ? Origin.DECLARED : Origin.VIRTUAL;
        Optional<io.tranche.proof.model.Predicate> when = origin == Origin.VIRTUAL && dice.chance(50)
                ? Optional.of(new RandomPredicate(random).simple())
                : Optional.empty();
        drawn.add(new Ref(
                "fk" + drawn.size(), child.name, columns, parent.name, key.get(), origin, Treatment.FOLLOWED, when));
    }

    private boolean isDeclarable(Draft child, List<String> columns, Draft parent, List<String> key) {
        for (int position = 0; position < key.size(); position++) {
            Kind from = child.shape().column(columns.get(position)).kind();
            if (!kinds.declarable(from, parent.shape().column(key.get(position)).kind())) {
                return false;
            }
        }
        return kinds.takesForeignKeys(child.options) && kinds.takesForeignKeys(parent.options);
    }

    private Optional<List<String>> key(Draft parent) {
        if (dice.chance(7)) {
            String name = "ix" + parent.indexes.size();
            parent.add(new ColumnShape(name, dice.oneOf(kinds.keys()), true));
            parent.indexes.add(List.of(name));
            return Optional.of(List.of(name));
        }
        List<List<String>> keys = parent.shape().keys();
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        List<String> key = dice.oneOf(keys);
        return Optional.of(key.size() > 1 && dice.chance(15) ? key.subList(0, 1) : key);
    }

    private String childColumn(Draft child, Kind parentKind, List<String> taken) {
        List<Kind> related = kinds.related(parentKind);
        Kind kind = !related.isEmpty() && dice.chance(20) ? dice.oneOf(related) : parentKind;
        List<String> fitting = child.columns.stream()
                .filter(column -> column.kind().equals(kind) && !taken.contains(column.name()))
                .map(ColumnShape::name)
                .filter(name -> !name.equals(TableShape.ROW_NO))
                .toList();
        if (!fitting.isEmpty() && dice.chance(20)) {
            return dice.oneOf(fitting);
        }
        String name = "f" + child.columns.size();
        child.add(new ColumnShape(name, kind, dice.chance(60)));
        return name;
    }

    private Ref treated(Ref reference) {
        int chance = dice.below(100);
        if (chance < 10) {
            return treated(reference, Treatment.CUT);
        }
        if (chance < 20 && canBeNull(reference)) {
            return treated(reference, Treatment.SET_NULL);
        }
        return reference;
    }

    /** One nullable column that nothing else looks at. */
    private boolean canBeNull(Ref reference) {
        TableShape child = drafts.stream()
                .filter(draft -> draft.name.equals(reference.child()))
                .findFirst()
                .orElseThrow()
                .shape();
        String column = reference.childColumns().get(0);
        long uses = drawn.stream()
                .filter(other -> other.child().equals(child.name())
                                && other.childColumns().contains(column)
                        || other.parent().equals(child.name())
                                && other.parentColumns().contains(column))
                .count();
        boolean isKey = child.keys().stream().anyMatch(key -> key.contains(column));
        return reference.childColumns().size() == 1
                && uses == 1
                && !isKey
                && reference.when().isEmpty()
                && child.column(column).nullable();
    }

    private static Ref treated(Ref reference, Treatment treatment) {
        return new Ref(
                reference.name(),
                reference.child(),
                reference.childColumns(),
                reference.parent(),
                reference.parentColumns(),
                reference.origin(),
                treatment,
                reference.when());
    }
}
