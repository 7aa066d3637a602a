package io.tranche.verify;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.Reference;
import io.tranche.config.ReferenceRule.Treatment;

/** A reference to be checked in the target. */
public record ReferenceCheck(Reference reference, Treatment treatment) {
    public ReferenceCheck {
        requireNonNull(reference, "reference");
        requireNonNull(treatment, "treatment");
    }
}
