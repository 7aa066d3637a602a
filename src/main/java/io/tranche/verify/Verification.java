package io.tranche.verify;

import java.util.List;

/**
 * What {@link Verifier} found.
 *
 * @param counts in the order of the checks
 * @param unchecked references that could not be checked, in the order of the checks
 */
public record Verification(List<OrphanCount> counts, List<Unchecked> unchecked) {
    public Verification {
        counts = List.copyOf(counts);
        unchecked = List.copyOf(unchecked);
    }

    /** Whether no orphan needs an excuse: each is the source's own, or cut. */
    public boolean holds() {
        return counts.stream().allMatch(count -> count.unexcused() == 0);
    }
}
