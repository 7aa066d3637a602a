package io.tranche.schema;

import io.tranche.catalog.TableName;
import java.util.List;
import java.util.Optional;

/**
 * An object that two databases do not have alike.
 *
 * @param object its sort and name: {@code table orders}
 * @param table the table that it is, or belongs to; empty for objects without one
 * @param lines of its definition: those of the source alone begin with {@code - }, those of the target with {@code + }; empty
 *     where only one has the object
 */
public record Difference(Side side, String object, Optional<TableName> table, List<String> lines) {
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
