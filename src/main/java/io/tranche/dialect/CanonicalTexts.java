package io.tranche.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts of {@link CanonicalForm}s, from what all databases write alike. Stateless. */
public final class CanonicalTexts {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]*)?|[+-]?\\.[0-9]+");
    private static final Pattern FRACTION = Pattern.compile("(.*:[0-9]{2})\\.([0-9]*[1-9])?0*");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private CanonicalTexts() {}

    /** What is no value of a form, such as a text that is no UUID: equal to no value, and only to itself. */
    public static byte[] foreign(byte[] text) {
        byte[] marked = new byte[text.length + 1];
        marked[0] = '!';
        System.arraycopy(text, 0, marked, 1, text.length);
        return marked;
    }

    /** A decimal in digits; {@code NaN} and {@code Infinity} are left as they are. */
    public static byte[] number(byte[] text) {
        if (isPlainInteger(text)) {
            return text;
        }
        String written = ascii(text);
        if (!NUMBER.matcher(written).matches()) {
            return text;
        }
        BigDecimal value = new BigDecimal(written);
        return ascii(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }

    /** Digits without a zero before them: most numbers, and they are their own text. */
    private static boolean isPlainInteger(byte[] text) {
        int first = text.length > 1 && text[0] == '-' ? 1 : 0;
        if (first == text.length || text[first] == '0' && text.length > 1) {
            return false;
        }
        for (int i = first; i < text.length; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** @param text as a decimal of 64 bits' precision */
    public static byte[] floating(byte[] text) {
        return ascii(Double.toString(Double.parseDouble(ascii(text))));
    }

    /** @param text of a value that has 32 bits */
    public static byte[] singleFloating(byte[] text) {
        return ascii(Double.toString(Float.parseFloat(ascii(text))));
    }

    /** Without the blanks that pad a CHAR. */
    public static byte[] unpadded(byte[] text) {
        int length = text.length;
        while (length > 0 && text[length - 1] == ' ') {
            length--;
        }
        return length == text.length ? text : Arrays.copyOf(text, length);
    }

    public static byte[] hexadecimal(byte[] value) {
        return ascii(HexFormat.of().formatHex(value));
    }

    /** A text that may be a UUID, in any case of its letters. */
    public static byte[] uuid(byte[] text) {
        String written = new String(text, UTF_8);
        return UUID.matcher(written).matches() ? ascii(written.toLowerCase(Locale.ROOT)) : foreign(text);
    }

    /** The bytes of a UUID in the order of its text. */
    public static byte[] uuidOfBytes(byte[] value) {
        if (value.length != 2 * Long.BYTES) {
            return foreign(hexadecimal(value));
        }
        String digits = HexFormat.of().formatHex(value);
        return ascii(String.join(
                "-",
                digits.substring(0, 8),
                digits.substring(8, 12),
                digits.substring(12, 16),
                digits.substring(16, 20),
                digits.substring(20)));
    }

    /** A time, perhaps behind a date, without zeros at the end of its fraction. Texts of another form stay as they are. */
    public static byte[] time(byte[] text) {
        var parts = FRACTION.matcher(ascii(text));
        if (!parts.matches()) {
            return text;
        }
        return ascii(parts.group(2) == null ? parts.group(1) : parts.group(1) + "." + parts.group(2));
    }

    private static String ascii(byte[] text) {
        return new String(text, US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
