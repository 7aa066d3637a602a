package io.tranche.run;

import io.tranche.report.VerifyReport;

/** {@code tranche verify}. */
public final class VerifyRun {
    private final VerifyRequest request;
    private final Surroundings surroundings;

    public VerifyRun(VerifyRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
    }

    /**
     * Looks; writes nothing.
     *
     * @throws io.tranche.error.Failure for the user
     */
    public VerifyReport run() {
        throw new UnsupportedOperationException(request + " " + surroundings);
    }
}
