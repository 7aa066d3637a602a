package io.tranche.dialect;

import static java.util.Objects.requireNonNull;

/**
 * How far a server's changes have come, all of its databases together. It says nothing of single tables.
 *
 * @param text opaque, ASCII, on one line; one server gives equal texts exactly as long as no transaction of it ends that
 *     changes anything. Empty where the server tells nothing
 * @param doubt why equal texts would prove nothing, for the user; empty where they do
 */
public record Position(String text, String doubt) {
    public Position {
        requireNonNull(text, "text");
        requireNonNull(doubt, "doubt");
    }

    /** There is none. */
    public static Position unknown(String doubt) {
        return new Position("", doubt);
    }

    public boolean proves() {
        return !text.isEmpty() && doubt.isEmpty();
    }
}
