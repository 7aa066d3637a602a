package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import java.util.Optional;

/**
 * One field of a {@link io.tranche.dialect.KeyForm}: what the bytes of a key's value are, and so how they are written into
 * SQL. Its text form is what key forms hold: {@code int}, {@code text:latin1}.
 *
 * @param charset of texts; empty for all else
 * @param collation of texts that are compared with a column of another charset by their own collation; empty for all else
 */
record KeyWord(Sort sort, String charset, String collation) {
    enum Sort {
        INT(Reading.INTEGER),
        UINT(Reading.INTEGER),
        BIT(Reading.INTEGER),
        /** The index of an ENUM's value: it is what foreign keys compare. */
        ENUM(Reading.INTEGER),
        SET(Reading.INTEGER),
        YEAR(Reading.QUOTED),
        DECIMAL(Reading.NUMBER),
        FLOAT(Reading.FLOATING),
        DOUBLE(Reading.FLOATING),
        DATE(Reading.QUOTED),
        TIME(Reading.QUOTED),
        DATETIME(Reading.QUOTED),
        /** In UTC. */
        TIMESTAMP(Reading.QUOTED),
        TEXT(Reading.HEX),
        BINARY(Reading.HEX),
        UUID(Reading.NETWORK),
        INET6(Reading.NETWORK),
        INET4(Reading.NETWORK);

        private final Reading reading;

        Sort(Reading reading) {
            this.reading = reading;
        }
    }

    /** How a value's bytes become a literal. */
    enum Reading {
        INTEGER,
        NUMBER,
        FLOATING,
        QUOTED,
        HEX,
        NETWORK
    }

    /** The word for a column's own values. */
    static KeyWord of(Column column) {
        return switch (ColumnKind.of(column)) {
            case INTEGER -> plain(Sort.INT);
            case UNSIGNED_BIGINT -> plain(Sort.UINT);
            case YEAR -> plain(Sort.YEAR);
            case BIT -> plain(Sort.BIT);
            case DECIMAL -> plain(Sort.DECIMAL);
            case FLOAT, SCALED_FLOAT -> plain(Sort.FLOAT);
            case DOUBLE -> plain(Sort.DOUBLE);
            case DATE -> plain(Sort.DATE);
            case TIME -> plain(Sort.TIME);
            case DATETIME -> plain(Sort.DATETIME);
            case TIMESTAMP -> plain(Sort.TIMESTAMP);
            case TEXT -> text(column);
            case ENUM -> plain(Sort.ENUM);
            case SET -> plain(Sort.SET);
            case BINARY, JSON, GEOMETRY -> plain(Sort.BINARY);
            case UUID -> plain(Sort.UUID);
            case INET6 -> plain(Sort.INET6);
            case INET4 -> plain(Sort.INET4);
        };
    }

    /** The word for a child's values that are looked up in a parent's column. */
    static KeyWord of(Column child, Column parent) {
        KeyWord own = of(child);
        KeyWord its = of(parent);
        if (own.equals(its) || own.fitsInto(its, child)) {
            return its;
        }
        return switch (ColumnKind.of(child)) {
            // the label means something to a column of another type, the index does not
            case ENUM, SET -> text(child);
            case TEXT ->
                its.sort == Sort.TEXT && !Charsets.holds(its.charset, own.charset)
                        ? new KeyWord(
                                Sort.TEXT, own.charset, child.type().collation().orElse(""))
                        : own;
            default -> own;
        };
    }

    private static KeyWord plain(Sort sort) {
        return new KeyWord(sort, "", "");
    }

    private static KeyWord text(Column column) {
        return new KeyWord(Sort.TEXT, Charsets.of(column), "");
    }

    /** Whether equal bytes are equal keys, and are written alike, though the words differ. */
    private boolean fitsInto(KeyWord other, Column column) {
        return switch (sort) {
            case INT -> other.sort == Sort.UINT && ColumnKind.unsigned(column.type());
            case TEXT -> other.sort == Sort.TEXT && Charsets.sameBytes(charset, other.charset);
            default -> false;
        };
    }

    /** Whether a single column of this sort is a 64-bit value. */
    boolean integer() {
        return reading() == Reading.INTEGER;
    }

    /** Whether the 64-bit values have no sign. */
    boolean unsigned() {
        return sort != Sort.INT;
    }

    Reading reading() {
        return sort.reading;
    }

    /** The collation to compare by, if it is not the looked-up column's. */
    Optional<String> ownCollation() {
        return collation.isEmpty() ? Optional.empty() : Optional.of(collation);
    }

    static KeyWord parse(String word) {
        String[] parts = word.split(":", -1);
        Sort sort = Sort.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT));
        return new KeyWord(sort, parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
    }

    @Override
    public String toString() {
        String name = sort.name().toLowerCase(java.util.Locale.ROOT);
        if (charset.isEmpty()) {
            return name;
        }
        return collation.isEmpty() ? name + ":" + charset : name + ":" + charset + ":" + collation;
    }
}
