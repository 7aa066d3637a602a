package io.tranche.run;

import java.util.List;

/** Other processes, as the one that leads a shared run sees them. Each of them has a {@link Participation}. */
public interface Helpers {
    /**
     * The target is ready for rows. Called once, before any unit.
     *
     * @param plan JSON of the plan and what goes with it; no secrets
     */
    void begin(String plan);

    /**
     * Has every unit carried out by somebody, in any order, side by side; returns when all are done.
     *
     * @param units each as JSON
     * @throws io.tranche.error.RunFailure if one cannot be carried out
     */
    void carryOut(List<String> units);
}
