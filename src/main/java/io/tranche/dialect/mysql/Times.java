package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** DATETIME and TIMESTAMP as times. */
final class Times {
    private static final DateTimeFormatter LITERAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private Times() {}

    /** What a line has: {@code 2026-01-31 23:59:59.123}. Zero dates and days that no calendar has are no times. */
    static Optional<LocalDateTime> read(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Zero dates are no times either. */
    static String notBefore(TableName table, Column column, LocalDateTime time) {
        String name = Names.quote(table, column);
        return "(" + name + " >= " + bound(column, "'" + LITERAL.format(time) + "'") + " OR " + name + " = 0 OR " + name
                + " IS NULL)";
    }

    /**
     * A TIMESTAMP is compared in the session's time zone, whose clock goes back once a year. The earliest that it shows from
     * some moment on is what it shows at that moment, or right behind the jump, which is by two hours at the most.
     */
    private static String bound(Column column, String literal) {
        return ColumnKind.of(column) == ColumnKind.TIMESTAMP
                ? "LEAST(" + local(literal) + ", " + local(literal + " + INTERVAL 2 HOUR") + " - INTERVAL 2 HOUR)"
                : "CAST(" + literal + " AS DATETIME(6))";
    }

    private static String local(String utc) {
        return "CONVERT_TZ(CAST(" + utc + " AS DATETIME(6)), '+00:00', @@SESSION.time_zone)";
    }
}
