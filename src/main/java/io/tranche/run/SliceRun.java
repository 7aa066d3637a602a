package io.tranche.run;

import io.tranche.report.SliceReport;

/** {@code tranche slice}. */
public final class SliceRun {
    private final SliceRequest request;
    private final Surroundings surroundings;

    public SliceRun(SliceRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
    }

    /**
     * Cuts the slice.
     *
     * @throws io.tranche.error.Failure for the user
     */
    public SliceReport run() {
        throw new UnsupportedOperationException(request + " " + surroundings);
    }
}
