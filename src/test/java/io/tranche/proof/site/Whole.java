package io.tranche.proof.site;

import io.tranche.proof.model.Kind;
import io.tranche.proof.model.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** An integer type: small numbers around 0, or the few that are given. */
record Whole(String ddl, List<BigInteger> numbers, int lowest) implements Kind {
    private static final int SPAN = 60;

    static Whole small(String ddl) {
        return new Whole(ddl, List.of(), -3);
    }

    static Whole of(String ddl, String... numbers) {
        return new Whole(ddl, Stream.of(numbers).map(BigInteger::new).toList(), 0);
    }

    Whole nonNegative() {
        return new Whole(ddl, numbers, 0);
    }

    @Override
    public Value random(Random random) {
        if (numbers.isEmpty()) {
            return Value.of(lowest + random.nextInt(SPAN));
        }
        BigInteger number = numbers.get(random.nextInt(numbers.size()));
        return Value.of(number.toString(), number);
    }

    @Override
    public String exactly(String column) {
        return column + " + 0";
    }

    @Override
    public boolean holds(Value value) {
        return value.key().map(key -> (Long) key >= lowest).orElse(true);
    }

    @Override
    public boolean sortable() {
        return true;
    }
}
