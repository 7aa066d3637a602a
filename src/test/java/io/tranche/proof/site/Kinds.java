package io.tranche.proof.site;

import io.tranche.proof.model.Kind;
import java.util.List;

/** The column types of one server. */
public interface Kinds {
    /** For {@code row_no} and {@code amount}. */
    Kind integer();

    /** For {@code label}: compared by bytes, up to 40 characters. */
    Kind label();

    /** Types that keys and references may have. */
    List<Kind> keys();

    /** Types for columns that nothing points at; those of {@link #keys} among them. */
    List<Kind> payloads();

    /** Types of columns that may refer to one of this type though they differ from it. */
    default List<Kind> related(Kind kind) {
        return List.of();
    }

    /** Whether a foreign key may lead from one type to the other. */
    default boolean declarable(Kind child, Kind parent) {
        return child.equals(parent);
    }

    /** What may follow a table's columns, for tables with a primary key and no other; empty texts are plain tables. */
    default List<String> options() {
        return List.of("");
    }

    /** Whether a table with these options may have or be the target of a foreign key. */
    default boolean takesForeignKeys(String options) {
        return true;
    }

    /** Whether a table with these options may have such a column. */
    default boolean takes(String options, Kind kind) {
        return true;
    }

    /** Whether a foreign key may point at columns that are not all of a unique key's. */
    default boolean refersToAnyIndex() {
        return true;
    }
}
