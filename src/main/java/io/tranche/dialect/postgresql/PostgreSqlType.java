package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import java.util.Optional;
import java.util.Set;

/**
 * A type as values are compared: domains are replaced by what they are made of, lengths are gone.
 *
 * @param name a bare name of pg_catalog ({@code int4}), or a quoted and qualified one behind its kind
 *     ({@code base "public"."citext"}, {@code enum "app"."Mood"}); it is what {@link io.tranche.catalog.ColumnType#name} holds,
 *     and the word of a key's form
 */
record PostgreSqlType(String name) {
    private static final String BASE = "base ";
    private static final String COMPOSITE = "composite ";
    private static final String ENUM = "enum ";
    private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");
    private static final Set<String> FLOATS = Set.of("float4", "float8");
    private static final Set<String> MOMENTS = Set.of("date", "timestamp", "timestamptz");

    /** Their text depends on the search path, or they are read with a path of their own. */
    private static final Set<String> OBJECT_IDENTIFIERS = Set.of(
            "regclass",
            "regtype",
            "regproc",
            "regprocedure",
            "regoper",
            "regoperator",
            "regconfig",
            "regdictionary",
            "regcollation");

    static PostgreSqlType of(Column column) {
        return new PostgreSqlType(column.type().name());
    }

    boolean integer() {
        return INTEGERS.contains(name);
    }

    boolean composite() {
        return name.startsWith(COMPOSITE);
    }

    boolean enumeration() {
        return name.startsWith(ENUM);
    }

    boolean objectIdentifier() {
        return OBJECT_IDENTIFIERS.contains(name);
    }

    /** Types that write equal values in equal bytes and compare alike have one word. */
    String word() {
        if (integer()) {
            return "int8";
        }
        return name.equals("varchar") ? "text" : name;
    }

    /** The type in SQL; without a length, for {@code pg_catalog.bit} holds any number of bits and {@code bit} one. */
    String sql() {
        int quoted = name.indexOf('"');
        return quoted < 0 ? "pg_catalog." + Quoting.identifier(name) : name.substring(quoted);
    }

    /** The equality of this type. An extension's operator is named with its schema: the path may not lead there. */
    String equality() {
        return extensionSchema().map(schema -> "OPERATOR(" + schema + ".=)").orElse("OPERATOR(pg_catalog.=)");
    }

    /** Whether {@code =} between the two compares values exactly, and can use either side's index, without a cast. */
    boolean comparesWith(PostgreSqlType other) {
        return word().equals(other.word()) || both(FLOATS, other) || both(MOMENTS, other);
    }

    private boolean both(Set<String> family, PostgreSqlType other) {
        return family.contains(name) && family.contains(other.name);
    }

    private Optional<String> extensionSchema() {
        if (!name.startsWith(BASE)) {
            return Optional.empty();
        }
        return Optional.of(name.substring(BASE.length(), name.indexOf("\".\"") + 1));
    }
}
