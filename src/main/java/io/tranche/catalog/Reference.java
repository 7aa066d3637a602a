package io.tranche.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Child columns that point at a parent's key.
 *
 * @param name the constraint's name, or a made-up one for a virtual reference; unique within the child table
 * @param childColumns in the order of {@code parentColumns}; at least one
 * @param when SQL over the child's row that says whether this reference holds for it (polymorphic references)
 */
public record Reference(
        String name,
        TableName child,
        List<String> childColumns,
        TableName parent,
        List<String> parentColumns,
        Origin origin,
        Optional<String> when) {

    public enum Origin {
        /** A foreign key of the database. */
        DECLARED,
        /** From {@code references:} of schema.yml, or from a join over columns that are no foreign key. */
        VIRTUAL
    }

    public Reference {
        requireNonNull(name, "name");
        requireNonNull(child, "child");
        requireNonNull(parent, "parent");
        requireNonNull(origin, "origin");
        requireNonNull(when, "when");
        childColumns = List.copyOf(childColumns);
        parentColumns = List.copyOf(parentColumns);
        if (childColumns.isEmpty() || childColumns.size() != parentColumns.size()) {
            throw new IllegalArgumentException(
                    "reference " + name + " of " + child + " pairs " + childColumns + " with " + parentColumns);
        }
    }

    /** Whether {@code when} has this column's name among its words: then it may depend on the column. */
    public boolean looksAt(String column) {
        return when.map(sql -> Pattern.compile(
                                "(?<![\\p{L}\\p{N}_$])" + Pattern.quote(column) + "(?![\\p{L}\\p{N}_$])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(sql)
                        .find())
                .orElse(false);
    }

    /** {@code order_items(order_id) → orders(id)} */
    @Override
    public String toString() {
        return child + "(" + String.join(", ", childColumns) + ") → " + parent + "(" + String.join(", ", parentColumns)
                + ")";
    }
}
