package io.tranche.proof.random;

import io.tranche.proof.model.ColumnShape;
import io.tranche.proof.model.Kind;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.site.Kinds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws tables, then references between them. */
final class RandomShape {
    private static final List<String> NASTY_NAMES = List.of(
            "order",
            "Select",
            "na me",
            "back`tick",
            "dot.ted",
            "quo\"te",
            "it's",
            "ünï",
            "UPPER",
            "upper",
            "per%cent",
            "tranche",
            "a-b",
            "1st",
            "back\\slash",
            "col:on");

    private final Random random;
    private final Dice dice;
    private final Kinds kinds;
    private final List<Draft> drafts = new ArrayList<>();
    private List<Ref> references = List.of();

    RandomShape(Random random, Kinds kinds) {
        this.random = random;
        this.dice = new Dice(random);
        this.kinds = kinds;
    }

    void draw() {
        int tables = 1 + Math.min(dice.below(10), dice.below(12));
        List<String> nasty = new ArrayList<>(NASTY_NAMES);
        Collections.shuffle(nasty, random);
        for (int number = 0; number < tables; number++) {
            drafts.add(table(dice.chance(15) ? nasty.get(number) : "t" + number));
        }
        references = new RandomReferences(random, kinds, drafts).draw();
        drafts.forEach(this::addPayload);
    }

    List<TableShape> tables() {
        return drafts.stream().map(Draft::shape).toList();
    }

    List<Ref> references() {
        return references;
    }

    private Draft table(String name) {
        Draft draft = new Draft(name);
        int kind = dice.below(100);
        if (kind < 12) {
            keyless(draft);
        } else if (kind < 25) {
            composite(draft);
        } else {
            draft.add(new ColumnShape("id", dice.oneOf(kinds.keys()), false));
            draft.primaryKey.add("id");
        }
        if (!draft.primaryKey.isEmpty() && dice.chance(35)) {
            unique(draft);
        }
        if (!draft.primaryKey.isEmpty() && draft.uniques.isEmpty() && dice.chance(30)) {
            String options = dice.oneOf(kinds.options());
            Kind first = draft.columns.get(0).kind();
            draft.options = options.startsWith("AUTO_INCREMENT")
                            && (draft.primaryKey.size() > 1 || !first.equals(kinds.integer()))
                    ? ""
                    : options;
        }
        draft.add(new ColumnShape(TableShape.ROW_NO, kinds.integer(), false));
        draft.add(new ColumnShape(TableShape.AMOUNT, kinds.integer(), true));
        draft.add(new ColumnShape(TableShape.LABEL, kinds.label(), true));
        return draft;
    }

    /** Some of these have a unique key instead, which tells rows apart as well. */
    private void keyless(Draft draft) {
        if (dice.chance(40)) {
            draft.add(new ColumnShape("u", kinds.integer(), dice.chance(50)));
            draft.uniques.add(List.of("u"));
        }
    }

    private void composite(Draft draft) {
        int width = 2 + dice.below(2);
        for (int position = 0; position < width; position++) {
            String name = "k" + position;
            draft.add(new ColumnShape(name, dice.oneOf(kinds.keys()), false));
            draft.primaryKey.add(name);
        }
    }

    private void unique(Draft draft) {
        List<String> unique = new ArrayList<>();
        int width = 1 + dice.below(2);
        for (int position = 0; position < width; position++) {
            String name = "u" + position;
            draft.add(new ColumnShape(name, dice.oneOf(kinds.keys()), dice.chance(50)));
            unique.add(name);
        }
        draft.uniques.add(unique);
    }

    private void addPayload(Draft draft) {
        int columns = dice.below(4);
        for (int number = 0; number < columns; number++) {
            Kind kind = dice.oneOf(kinds.payloads());
            if (kinds.takes(draft.options, kind)) {
                draft.add(new ColumnShape("p" + number, kind, !kind.computed()));
            }
        }
        if (dice.chance(30)) {
            Collections.shuffle(draft.columns, random);
        }
    }

    /** A table on its way. */
    static final class Draft {
        final String name;
        final List<ColumnShape> columns = new ArrayList<>();
        final List<String> primaryKey = new ArrayList<>();
        final List<List<String>> uniques = new ArrayList<>();
        final List<List<String>> indexes = new ArrayList<>();
        String options = "";

        Draft(String name) {
            this.name = name;
        }

        void add(ColumnShape column) {
            columns.add(column);
        }

        TableShape shape() {
            return new TableShape(name, columns, primaryKey, uniques, indexes, options);
        }
    }
}
