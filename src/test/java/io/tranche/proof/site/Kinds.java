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

    /** Whether a foreign key may point at columns that are not all of a unique key's. */
    default boolean refersToAnyIndex() {
        return true;
    }
}
