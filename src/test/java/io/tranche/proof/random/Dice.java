package io.tranche.proof.random;

import java.util.List;
import java.util.Random;

/** Decisions by chance. */
public record Dice(Random random) {
    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
