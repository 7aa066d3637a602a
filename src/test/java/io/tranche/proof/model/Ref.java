package io.tranche.proof.model;

import java.util.List;
import java.util.Optional;

/**
 * A reference from child columns to a parent's key.
 *
 * @param when whether the reference holds for a child's row; virtual references only
 */
public record Ref(
        String name,
        String child,
        List<String> childColumns,
        String parent,
        List<String> parentColumns,
        Origin origin,
        Treatment treatment,
        Optional<Predicate> when) {

    public enum Origin {
        DECLARED,
        VIRTUAL,
        /** Known from a join only: it chooses rows, and pulls none. */
        JOIN_ONLY
    }

    public enum Treatment {
        FOLLOWED,
        CUT,
        SET_NULL
    }

    public Ref {
        childColumns = List.copyOf(childColumns);
        parentColumns = List.copyOf(parentColumns);
    }

    public boolean followed() {
        return treatment == Treatment.FOLLOWED && origin != Origin.JOIN_ONLY;
    }

    public boolean touches(String table) {
        return child.equals(table) || parent.equals(table);
    }

    /** As reports name it. */
    public String shown() {
        return child + "(" + String.join(", ", childColumns) + ") → " + parent + "(" + String.join(", ", parentColumns)
                + ")";
    }
}
