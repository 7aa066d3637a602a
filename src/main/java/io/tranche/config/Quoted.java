package io.tranche.config;

/** Text of the user's, made fit for a message: on one line, not too long, nothing invisible. */
final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** The text in backticks. */
    static String of(String text) {
        return "`" + plain(text) + "`";
    }

    /** The text, cut after some 60 characters. */
    static String plain(String text) {
        boolean cut = text.codePointCount(0, text.length()) > LONGEST;
        return cut ? visible(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "…" : visible(text);
    }

    /** The text with control and formatting characters (line breaks, bidi marks) written as {@code \\uXXXX}. */
    static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(shown, character));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> shown.append(String.format("\\u%04X", character));
            default -> shown.appendCodePoint(character);
        }
    }
}
