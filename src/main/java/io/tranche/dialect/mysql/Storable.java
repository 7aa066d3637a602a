package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.ColumnType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether each value of one column fits into another, unchanged. */
final class Storable {
    private static final Pattern NUMBERS = Pattern.compile("\\((\\d+)(?:,(\\d+))?\\)");
    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final int[] INTEGER_BITS = {8, 16, 24, 32, 64};

    private Storable() {}

    static boolean exactly(Column from, Column to) {
        if (from.nullable() && !to.nullable() && !to.autoIncrement()) {
            return false;
        }
        ColumnKind kind = ColumnKind.of(from);
        ColumnKind other = ColumnKind.of(to);
        return switch (kind) {
            case INTEGER, UNSIGNED_BIGINT ->
                (other == ColumnKind.INTEGER || other == ColumnKind.UNSIGNED_BIGINT) && integer(from.type(), to.type());
            case DECIMAL -> other == kind && decimal(from.type(), to.type());
            case BIT -> other == kind && number(from.type(), 1, 1) <= number(to.type(), 1, 1);
            case FLOAT -> other == kind || other == ColumnKind.DOUBLE && !scaled(to.type());
            case DOUBLE -> other == kind && (!scaled(to.type()) || sameFull(from, to));
            case SCALED_FLOAT -> sameFull(from, to);
            case TIME, DATETIME, TIMESTAMP -> other == kind && number(from.type(), 1, 0) <= number(to.type(), 1, 0);
            case TEXT -> other == kind && text(from.type(), to.type());
            case BINARY -> other == kind && binary(from.type(), to.type());
            case ENUM, SET -> other == kind && labels(from, to);
            case YEAR, DATE, JSON, UUID, INET6, INET4 -> other == kind;
            case GEOMETRY ->
                other == kind && (sameName(from, to) || to.type().name().equalsIgnoreCase("geometry"));
        };
    }

    private static boolean sameName(Column from, Column to) {
        return from.type().name().equalsIgnoreCase(to.type().name());
    }

    private static boolean sameFull(Column from, Column to) {
        return from.type().full().equalsIgnoreCase(to.type().full());
    }

    private static boolean integer(ColumnType from, ColumnType to) {
        int fromBits = bits(from);
        int toBits = bits(to);
        if (ColumnKind.unsigned(from)) {
            return ColumnKind.unsigned(to) ? toBits >= fromBits : toBits > fromBits;
        }
        return !ColumnKind.unsigned(to) && toBits >= fromBits;
    }

    private static int bits(ColumnType type) {
        int index = INTEGERS.indexOf(type.name().equals("integer") ? "int" : type.name());
        return index < 0 ? 64 : INTEGER_BITS[index];
    }

    private static boolean decimal(ColumnType from, ColumnType to) {
        int fromScale = number(from, 2, 0);
        int toScale = number(to, 2, 0);
        boolean signs = ColumnKind.unsigned(from) || !ColumnKind.unsigned(to);
        return signs && toScale >= fromScale && number(to, 1, 10) - toScale >= number(from, 1, 10) - fromScale;
    }

    private static boolean scaled(ColumnType type) {
        return type.full().contains("(");
    }

    private static boolean text(ColumnType from, ColumnType to) {
        return Charsets.holds(
                        to.charset().map(Storable::whole).orElse("utf8mb4"),
                        from.charset().map(Storable::whole).orElse("utf8mb4"))
                && !(narrow(to) && !narrow(from) && !from.charset().equals(to.charset()))
                && characters(to) >= characters(from);
    }

    private static String whole(String charset) {
        return charset.equals("utf8") || charset.equals("utf8mb3") ? "utf8mb4" : charset;
    }

    /** Three-byte UTF-8 lacks what other Unicode charsets have. */
    private static boolean narrow(ColumnType type) {
        return type.charset()
                .filter(charset -> charset.equals("utf8") || charset.equals("utf8mb3") || charset.equals("ucs2"))
                .isPresent();
    }

    /** What a text type holds: characters for CHAR and VARCHAR, bytes for the others, which is the stricter bound there. */
    private static long characters(ColumnType type) {
        return switch (type.name()) {
            case "tinytext" -> 255;
            case "text" -> 65_535;
            case "mediumtext" -> 16_777_215;
            case "longtext" -> 4_294_967_295L;
            default -> number(type, 1, 1);
        };
    }

    private static boolean binary(ColumnType from, ColumnType to) {
        if (from.name().equals("binary") || to.name().equals("binary")) {
            // a BINARY pads what is shorter
            return from.name().equals("binary")
                    && (to.name().equals("binary")
                            ? number(from, 1, 1) == number(to, 1, 1)
                            : bytes(to) >= number(from, 1, 1));
        }
        return bytes(to) >= bytes(from);
    }

    private static long bytes(ColumnType type) {
        return switch (type.name()) {
            case "tinyblob" -> 255;
            case "blob" -> 65_535;
            case "mediumblob" -> 16_777_215;
            case "longblob" -> 4_294_967_295L;
            default -> number(type, 1, 1);
        };
    }

    /** Labels travel as text, so each must be there; the order may differ for an ENUM. */
    private static boolean labels(Column from, Column to) {
        return Labels.of(to).containsAll(Labels.of(from));
    }

    private static int number(ColumnType type, int group, int otherwise) {
        Matcher numbers = NUMBERS.matcher(type.full());
        if (!numbers.find() || numbers.group(group) == null) {
            return otherwise;
        }
        return Integer.parseInt(numbers.group(group));
    }
}
