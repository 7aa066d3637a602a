package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** {@code timestamp}s with and without a zone as times. */
final class Times {
    private static final DateTimeFormatter LITERAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private Times() {}

    /** What a line has, whose session is in UTC: {@code 2026-01-31 23:59:59.123+00}. */
    static Optional<LocalDateTime> read(String text) {
        try {
            return Optional.of(
                    LocalDateTime.parse(text.replaceFirst("\\+00$", "").replace(' ', 'T')));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String notBefore(TableName table, Column column, LocalDateTime time) {
        String name = Quoting.table(table) + "." + Quoting.identifier(column.name());
        return "(" + name + " >= '" + LITERAL.format(time) + "' OR " + name + " = '-infinity' OR " + name + " IS NULL)";
    }
}
