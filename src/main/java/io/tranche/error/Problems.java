package io.tranche.error;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one input, so that all are reported at once. Not thread-safe. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void add(String where, String what, String remedy) {
        add(new Problem(where, what, remedy));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> all() {
        return List.copyOf(found);
    }

    /** @throws Refusal if there is any problem */
    public void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new Refusal(found);
        }
    }
}
