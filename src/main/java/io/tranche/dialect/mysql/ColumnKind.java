package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.ColumnType;
import java.util.Locale;
import java.util.regex.Pattern;

/** What sort of values a column holds, as far as reading, writing and comparing them differs. */
enum ColumnKind {
    INTEGER,
    /** The only integers that do not fit into a signed 64-bit value. */
    UNSIGNED_BIGINT,
    YEAR,
    BIT,
    DECIMAL,
    FLOAT,
    /** FLOAT(M,D): its text is exact. */
    SCALED_FLOAT,
    DOUBLE,
    DATE,
    TIME,
    DATETIME,
    TIMESTAMP,
    TEXT,
    BINARY,
    ENUM,
    SET,
    /** MySQL's own type; MariaDB's JSON is a text. */
    JSON,
    GEOMETRY,
    UUID,
    INET6,
    INET4;

    private static final Pattern SCALE = Pattern.compile("\\(\\d+,\\d+\\)");

    static ColumnKind of(Column column) {
        return of(column.type());
    }

    static ColumnKind of(ColumnType type) {
        return switch (type.name().toLowerCase(Locale.ROOT)) {
            case "tinyint", "smallint", "mediumint", "int", "integer" -> INTEGER;
            case "bigint" -> unsigned(type) ? UNSIGNED_BIGINT : INTEGER;
            case "year" -> YEAR;
            case "bit" -> BIT;
            case "decimal", "numeric", "dec", "fixed" -> DECIMAL;
            case "float" -> SCALE.matcher(type.full()).find() ? SCALED_FLOAT : FLOAT;
            case "double", "real" -> DOUBLE;
            case "date" -> DATE;
            case "time" -> TIME;
            case "datetime" -> DATETIME;
            case "timestamp" -> TIMESTAMP;
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> TEXT;
            case "enum" -> ENUM;
            case "set" -> SET;
            case "json" -> JSON;
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection",
                    "geomcollection" -> GEOMETRY;
            case "uuid" -> UUID;
            case "inet6" -> INET6;
            case "inet4" -> INET4;
            // binary, varbinary, the blobs, vector, and whatever comes: bytes that are moved as they are
            default -> BINARY;
        };
    }

    /** Whether a type's numbers have no sign; ZEROFILL implies it. */
    static boolean unsigned(ColumnType type) {
        String full = type.full().toLowerCase(Locale.ROOT);
        return full.contains("unsigned") || zerofill(type);
    }

    static boolean zerofill(ColumnType type) {
        return type.full().toLowerCase(Locale.ROOT).contains("zerofill");
    }
}
