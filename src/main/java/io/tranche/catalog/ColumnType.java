package io.tranche.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A column's type in its server's words; only dialects read meaning into it.
 *
 * @param name the bare type in lower case: {@code bigint}, {@code varchar}, {@code int4}
 * @param full the whole type as the server writes it: {@code bigint(20) unsigned}, {@code enum('a','b')}
 * @param charset the character set of a text column (MySQL)
 * @param collation the collation of a text column
 */
public record ColumnType(String name, String full, Optional<String> charset, Optional<String> collation) {
    public ColumnType {
        requireNonNull(name, "name");
        requireNonNull(full, "full");
        requireNonNull(charset, "charset");
        requireNonNull(collation, "collation");
    }
}
