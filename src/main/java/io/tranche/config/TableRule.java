package io.tranche.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What schema.yml says of one table.
 *
 * @param table as written
 * @param rule the named rule, {@code upon_request} or {@code join}; empty if only a choice stands there
 * @param choice the table's own {@code where}, {@code limit}, …
 * @param join where the rule is {@code join}
 * @param mask SQL expressions by column, as written
 */
public record TableRule(
        String table,
        Optional<String> rule,
        Choice choice,
        Optional<Join> join,
        Map<String, String> mask,
        Place place) {

    public static final String UPON_REQUEST = "upon_request";
    public static final String JOIN = "join";

    /**
     * @param table the parent, as written
     * @param reference the child columns; empty if there is only one reference to the parent and none is named
     * @param of which of the parent's rows are followed
     */
    public record Join(String table, List<String> reference, Of of, Optional<PerParent> perParent, Place place) {
        public Join {
            reference = List.copyOf(reference);
        }
    }

    public enum Of {
        SELECTED,
        COPIED
    }

    /** The first {@code limit} children of each parent. */
    public record PerParent(long limit, Optional<String> orderBy) {}

    /** A limit on the whole of a join's rows. */
    public OptionalLong limit() {
        return choice.limit();
    }

    public TableRule {
        mask = Collections.unmodifiableMap(new LinkedHashMap<>(mask));
    }
}
