package io.tranche.report;

/**
 * Text that a terminal may be given. Names and messages come from databases, and may hold what moves the cursor, changes
 * colours, or turns the order of letters round: such characters are shown by their numbers.
 */
public final class Printable {
    private Printable() {}

    /** The text on its lines, with tabs, and with {@code \\u001b} and the like for what is not to be seen. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isHidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (!isHidden(point)) {
                shown.appendCodePoint(point);
            } else if (point <= Character.MAX_VALUE) {
                shown.append(String.format("\\u%04x", point));
            } else {
                shown.append(String.format("\\U%06x", point));
            }
        });
        return shown.toString();
    }

    /** As {@link #of}, and on one line. */
    public static String line(String text) {
        return of(text).replace("\n", "\\n");
    }

    /** JSON that says the same, with escapes in place of such characters. */
    static String json(String json) {
        if (json.codePoints().noneMatch(Printable::isHidden)) {
            return json;
        }
        StringBuilder escaped = new StringBuilder();
        json.codePoints().forEach(point -> {
            if (isHidden(point)) {
                for (char c : Character.toChars(point)) {
                    escaped.append(String.format("\\u%04x", (int) c));
                }
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n' && point != '\t';
            // joiners belong to the spelling of Persian and Indian words
            case Character.FORMAT -> point != 0x200C && point != 0x200D;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
