package io.tranche.proof.schema.random;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Leaves out of a schema what its fault does not need, in parts that become smaller, within a time. */
final class FewerStatements {
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("tranche.random.shrink", 60));

    private final Fails fails;
    private final Instant end = Instant.now().plus(PATIENCE);

    /** Whether these statements still show the fault. */
    interface Fails {
        boolean test(List<String> statements) throws Exception;
    }

    FewerStatements(Fails fails) {
        this.fails = fails;
    }

    List<String> of(List<String> statements) throws Exception {
        List<String> smallest = statements;
        for (int part = statements.size() / 2; part > 0; part /= 2) {
            for (int start = 0; start < smallest.size() && Instant.now().isBefore(end); ) {
                List<String> fewer = new ArrayList<>(smallest.subList(0, start));
                fewer.addAll(smallest.subList(Math.min(smallest.size(), start + part), smallest.size()));
                if (fails.test(fewer)) {
                    smallest = fewer;
                } else {
                    start += part;
                }
            }
        }
        return smallest;
    }
}
