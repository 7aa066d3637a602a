package io.tranche.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One text for all that are the same JSON document: no spaces, an object's names in the order of their UTF-16 and each once, with
 * the last of its values, numbers by value, characters by themselves where JSON allows it. Not thread-safe; for one document.
 */
public final class CanonicalJson {
    /** What lies deeper is not taken apart. */
    private static final int MOST_LEVELS = 500;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,6})?");
    private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9a-fA-F]{4}");

    /** Beyond it digits would fill memory. */
    private static final int MOST_DIGITS = 200_000;

    private final String text;
    private int at;

    private CanonicalJson(String text) {
        this.text = text;
    }

    /** The document's text; what is no JSON is marked, and equals nothing else. */
    public static byte[] of(byte[] document) {
        CanonicalJson json = new CanonicalJson(new String(document, UTF_8));
        StringBuilder out = new StringBuilder(document.length);
        boolean whole = json.value(out, 0) && json.atEnd();
        return whole ? out.toString().getBytes(UTF_8) : CanonicalTexts.foreign(document);
    }

    private boolean atEnd() {
        blanks();
        return at == text.length();
    }

    private void blanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean next(char wanted) {
        blanks();
        boolean there = at < text.length() && text.charAt(at) == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    /** Reads a value and appends it; false if there is none. */
    private boolean value(StringBuilder out, int level) {
        blanks();
        if (at == text.length() || level > MOST_LEVELS) {
            return false;
        }
        return switch (text.charAt(at)) {
            case '{' -> object(out, level);
            case '[' -> array(out, level);
            case '"' -> string(out);
            case 't' -> word("true", out);
            case 'f' -> word("false", out);
            case 'n' -> word("null", out);
            default -> number(out);
        };
    }

    private boolean word(String word, StringBuilder out) {
        boolean there = text.startsWith(word, at);
        at += word.length();
        out.append(word);
        return there;
    }

    private boolean object(StringBuilder out, int level) {
        at++;
        Map<String, String> members = new TreeMap<>();
        if (!next('}')) {
            do {
                blanks();
                StringBuilder name = new StringBuilder();
                StringBuilder value = new StringBuilder();
                boolean read = at < text.length() && string(name) && next(':') && value(value, level + 1);
                if (!read) {
                    return false;
                }
                members.put(name.toString(), value.toString());
            } while (next(','));
            if (!next('}')) {
                return false;
            }
        }
        char before = '{';
        for (Map.Entry<String, String> member : members.entrySet()) {
            out.append(before).append(member.getKey()).append(':').append(member.getValue());
            before = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
        return true;
    }

    private boolean array(StringBuilder out, int level) {
        at++;
        out.append('[');
        if (next(']')) {
            out.append(']');
            return true;
        }
        while (value(out, level + 1)) {
            if (next(']')) {
                out.append(']');
                return true;
            }
            if (!next(',')) {
                return false;
            }
            out.append(',');
        }
        return false;
    }

    private boolean number(StringBuilder out) {
        var number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            return false;
        }
        at = number.end();
        BigDecimal value = new BigDecimal(number.group());
        if (value.signum() == 0) {
            out.append('0');
        } else if ((long) value.precision() + Math.abs((long) value.scale()) > MOST_DIGITS) {
            out.append(value.stripTrailingZeros());
        } else {
            out.append(value.stripTrailingZeros().toPlainString());
        }
        return true;
    }

    private boolean string(StringBuilder out) {
        if (text.charAt(at) != '"') {
            return false;
        }
        at++;
        StringBuilder characters = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                quote(characters, out);
                return true;
            }
            if (c < ' ' || c == '\\' && !escape(characters)) {
                return false;
            }
            if (c != '\\') {
                characters.append(c);
            }
        }
        return false;
    }

    /** Appends the character that an escape stands for. */
    private boolean escape(StringBuilder out) {
        if (at == text.length()) {
            return false;
        }
        char c = text.charAt(at++);
        if (c == 'u') {
            var digits = FOUR_DIGITS.matcher(text).region(at, Math.min(text.length(), at + 4));
            boolean there = digits.matches();
            if (there) {
                out.append((char) Integer.parseInt(digits.group(), 16));
                at += 4;
            }
            return there;
        }
        int which = "\"\\/bfnrt".indexOf(c);
        if (which >= 0) {
            out.append("\"\\/\b\f\n\r\t".charAt(which));
        }
        return which >= 0;
    }

    /** Half of a pair may stand alone in JSON, but not in UTF-8: it keeps its digits. */
    private static void quote(CharSequence characters, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            boolean pair = i + 1 < characters.length() && Character.isSurrogatePair(c, characters.charAt(i + 1));
            if (pair) {
                out.append(c).append(characters.charAt(++i));
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append("\\u%04x".formatted((int) c));
            } else if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
