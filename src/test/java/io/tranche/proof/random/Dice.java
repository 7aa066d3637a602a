package io.tranche.proof.random;

import java.util.List;
import java.util.Random;

/** Decisions by chance. */
record Dice(Random random) {
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
