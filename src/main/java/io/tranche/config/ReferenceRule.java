package io.tranche.config;

import java.util.List;
import java.util.Optional;

/**
 * An entry of {@code references:}: it declares a virtual reference, or says how a declared one is treated.
 *
 * <p>Written {@code from: comments.post_id, to: posts.id}, or with several columns {@code from: order_items.[shop_id,
 * order_id]}, or as {@code table:, columns:, parent:, parent_columns:}.
 *
 * @param parent empty where only {@code from} is given: an existing reference is meant
 * @param parentColumns empty for the parent's primary key
 * @param when SQL over the child's row
 */
public record ReferenceRule(
        String table,
        List<String> columns,
        Optional<String> parent,
        List<String> parentColumns,
        Optional<String> when,
        Treatment treatment,
        Place place) {

    public enum Treatment {
        FOLLOW,
        /** {@code follow: false}: the value stays, nothing is pulled. */
        CUT,
        /** {@code set_null: true}: the value becomes NULL. */
        SET_NULL
    }

    public ReferenceRule {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }
}
