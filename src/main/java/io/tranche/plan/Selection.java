package io.tranche.plan;

import java.util.List;
import java.util.OptionalLong;

/** How the rows of a table are chosen. */
public sealed interface Selection {
    /** Nothing is chosen; references may still pull rows in. */
    record None() implements Selection {}

    /**
     * One pass over the table.
     *
     * @param conditions SQL, all of which hold
     * @param orderBy SQL terms, ending in the key; only where there is a limit
     */
    record Scan(List<String> conditions, List<String> orderBy, OptionalLong limit) implements Selection {
        public Scan {
            conditions = List.copyOf(conditions);
            orderBy = List.copyOf(orderBy);
        }
    }

    /** The children of a parent's rows: see the {@link Join} of this name. */
    record Joined(String join) implements Selection {}
}
