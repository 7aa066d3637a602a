package io.tranche.verify;

import static java.util.Objects.requireNonNull;

/**
 * What was not looked at.
 *
 * @param what a reference or a table, as users write it
 * @param reason why, for the user
 */
public record Unchecked(String what, String reason) {
    public Unchecked {
        requireNonNull(what, "what");
        requireNonNull(reason, "reason");
    }
}
