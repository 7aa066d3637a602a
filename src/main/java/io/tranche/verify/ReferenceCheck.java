package io.tranche.verify;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.Reference;
import io.tranche.config.ReferenceRule.Treatment;
import java.util.Optional;
import java.util.Set;

/**
 * A reference to be checked in the target.
 *
 * @param changed the child's columns that hold something else in the target than in the source: masked ones
 */
public record ReferenceCheck(Reference reference, Treatment treatment, Set<String> changed) {
    public ReferenceCheck {
        requireNonNull(reference, "reference");
        requireNonNull(treatment, "treatment");
        changed = Set.copyOf(changed);
    }

    public ReferenceCheck(Reference reference, Treatment treatment) {
        this(reference, treatment, Set.of());
    }

    /** A changed column that the reference's condition seems to look at: then the target cannot tell whether it holds. */
    Optional<String> blindedBy() {
        return changed.stream().filter(reference::looksAt).sorted().findFirst();
    }
}
