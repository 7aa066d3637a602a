package io.tranche.verify;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.Reference;
import io.tranche.config.ReferenceRule.Treatment;
import java.util.OptionalLong;

/**
 * Rows of a child whose parent row is not in the target.
 *
 * @param inTarget all of them
 * @param notInSource of which the source has no such orphan, because the parent is there, or because the column was to be
 *     NULL; empty where this could not be told: a cut reference, or no source at hand
 */
public record OrphanCount(Reference reference, Treatment treatment, long inTarget, OptionalLong notInSource) {
    public OrphanCount {
        requireNonNull(reference, "reference");
        requireNonNull(treatment, "treatment");
        requireNonNull(notInSource, "notInSource");
        if (inTarget < 0 || notInSource.orElse(0) < 0 || notInSource.orElse(0) > inTarget) {
            throw new IllegalArgumentException(notInSource + " of " + inTarget + " orphans of " + reference);
        }
    }

    public boolean cut() {
        return treatment == Treatment.CUT;
    }

    /** Orphans that the slice has to answer for, as far as is known: without a source, all that are not cut. */
    public long unexcused() {
        return cut() ? 0 : notInSource.orElse(inTarget);
    }
}
