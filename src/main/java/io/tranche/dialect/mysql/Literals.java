package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.error.RunFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes key values into SQL so that the server compares them exactly. They cannot be bound: there are thousands in a
 * statement, and the driver would give each the connection's charset. Numbers are checked to be numbers, everything else is
 * hexadecimal, so that nothing can break out. Stateless.
 */
final class Literals {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final KeyWord LABEL = new KeyWord(KeyWord.Sort.TEXT, "utf8mb4", "");

    private Literals() {}

    /** A 64-bit key. */
    static void integer(StringBuilder sql, long value, KeyWord word) {
        sql.append(word.unsigned() ? Long.toUnsignedString(value) : Long.toString(value));
    }

    /** A key value's bytes, unescaped. */
    static void value(StringBuilder sql, byte[] value, KeyWord word) {
        switch (word.reading()) {
            case INTEGER, NUMBER -> sql.append(number(value));
            case FLOATING -> floating(sql, number(value));
            case QUOTED -> sql.append('\'').append(moment(value)).append('\'');
            case HEX -> text(sql, value, word);
            case NETWORK -> sql.append('\'').append(network(value, word)).append('\'');
        }
    }

    /** An integer for a column: the label of an ENUM where that is safe, for MariaDB uses no index for its number. */
    static void integerFor(StringBuilder sql, long value, KeyWord word, Column column) {
        List<String> labels = word.sort() == KeyWord.Sort.ENUM ? Labels.comparable(column) : List.of();
        if (labels.isEmpty()) {
            integer(sql, value, word);
        } else if (value < 0 || value > labels.size()) {
            sql.append("NULL");
        } else {
            String label = value == 0 ? "" : labels.get((int) value - 1);
            text(sql, label.getBytes(StandardCharsets.UTF_8), LABEL);
        }
    }

    static void text(StringBuilder sql, byte[] value, KeyWord word) {
        if (!word.charset().isEmpty()) {
            sql.append('_').append(word.charset()).append(' ');
        }
        hex(sql, value);
    }

    static void hex(StringBuilder sql, byte[] value) {
        sql.append("x'");
        for (byte b : value) {
            sql.append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
        }
        sql.append('\'');
    }

    /** A number with an exponent is a DOUBLE literal; without one it would be a DECIMAL. */
    private static void floating(StringBuilder sql, String number) {
        sql.append(number);
        if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            sql.append("e0");
        }
    }

    private static String number(byte[] value) {
        return checked(value, "0123456789+-.eE");
    }

    private static String moment(byte[] value) {
        return checked(value, "0123456789-:. ");
    }

    private static String checked(byte[] value, String allowed) {
        String text = new String(value, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < text.length(); i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                throw new RunFailure(
                        "A key that should be a number or a moment is neither: the reference's columns have "
                                + "types that cannot be compared.");
            }
        }
        if (text.isEmpty()) {
            throw new RunFailure("A key that should be a number or a moment is empty.");
        }
        return text;
    }

    private static String network(byte[] value, KeyWord word) {
        return switch (word.sort()) {
            case UUID -> grouped(value, '-', 4, 6, 8, 10);
            case INET6 -> grouped(value, ':', 2, 4, 6, 8, 10, 12, 14);
            case INET4 -> (value[0] & 255) + "." + (value[1] & 255) + "." + (value[2] & 255) + "." + (value[3] & 255);
            default -> throw new IllegalArgumentException("not a network address: " + word);
        };
    }

    private static String grouped(byte[] value, char separator, int... breaks) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (int i = 0; i < value.length; i++) {
            if (next < breaks.length && breaks[next] == i) {
                text.append(separator);
                next++;
            }
            text.append(HEX[value[i] >> 4 & 15]).append(HEX[value[i] & 15]);
        }
        return text.toString();
    }
}
