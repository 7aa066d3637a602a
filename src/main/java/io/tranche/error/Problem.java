package io.tranche.error;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a user can put right.
 *
 * @param where the place: {@code schema.yml:14 tables.order_items.rule}, a table, a column, a flag; may be empty
 * @param what what is wrong, and why, in one or two sentences
 * @param remedy what to do about it; may be empty where {@code what} already says it
 */
public record Problem(String where, String what, String remedy) {
    public Problem {
        requireNonNull(where, "where");
        requireNonNull(what, "what");
        requireNonNull(remedy, "remedy");
    }

    public static Problem of(String where, String what) {
        return new Problem(where, what, "");
    }

    /** The whole message on one line: {@code where: what remedy}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!where.isEmpty()) {
            text.append(where).append(": ");
        }
        text.append(what);
        if (!remedy.isEmpty()) {
            text.append(' ').append(remedy);
        }
        return text.toString();
    }
}
