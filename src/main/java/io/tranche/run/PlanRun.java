package io.tranche.run;

import java.util.List;

/** {@code tranche plan}, and {@code tranche slice --dry-run}. */
public final class PlanRun {
    private final SliceRequest request;
    private final Surroundings surroundings;

    public PlanRun(SliceRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
    }

    /**
     * The plan's lines. Nothing is written.
     *
     * @throws io.tranche.error.Failure for the user
     */
    public List<String> run() {
        throw new UnsupportedOperationException(request + " " + surroundings);
    }
}
