package io.tranche.proof.random;

import io.tranche.proof.model.Predicate;
import io.tranche.proof.model.TableShape;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Draws conditions over the columns that every table has. */
final class RandomPredicate {
    private static final List<String> FRAGMENTS = List.of("a", "B", "N", "'", "ab");
    private final Dice dice;

    RandomPredicate(Random random) {
        this.dice = new Dice(random);
    }

    Predicate any() {
        return switch (dice.below(8)) {
            case 0, 1 -> new Predicate.Always(true);
            case 2 -> new Predicate.Not(simple());
            case 3 -> new Predicate.Either(simple(), simple());
            default -> simple();
        };
    }

    Predicate simple() {
        return switch (dice.below(5)) {
            case 0 -> modulo();
            case 1 -> new Predicate.Below(TableShape.AMOUNT, dice.below(50));
            case 2 ->
                new Predicate.In(
                        TableShape.ROW_NO,
                        Stream.generate(() -> 1L + dice.below(25))
                                .limit(1 + dice.below(4))
                                .toList());
            case 3 -> new Predicate.IsNull(TableShape.AMOUNT);
            default -> new Predicate.Holds(TableShape.LABEL, dice.oneOf(FRAGMENTS));
        };
    }

    private Predicate modulo() {
        int divisor = 2 + dice.below(6);
        return new Predicate.Modulo(TableShape.ROW_NO, divisor, dice.below(divisor));
    }
}
