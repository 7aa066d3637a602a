package io.tranche.schema;

import java.util.List;

/**
 * An object that two databases do not have alike.
 *
 * @param object its sort and name: {@code table orders}
 * @param lines of its definition: those of the source alone begin with {@code - }, those of the target with {@code + }; empty
 *     where only one has the object
 */
public record Difference(Side side, String object, List<String> lines) {
    /** Who has it. */
    public enum Side {
        ONLY_IN_SOURCE,
        ONLY_IN_TARGET,
        BOTH
    }

    public Difference {
        lines = List.copyOf(lines);
    }
}
