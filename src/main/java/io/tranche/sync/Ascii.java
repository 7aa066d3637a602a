package io.tranche.sync;

/** Texts as reserved tables hold them, whose columns are ASCII so that no session's character set touches them. */
final class Ascii {
    private Ascii() {}

    /** Other characters, line breaks and backslashes become {@code \\uXXXX}: the text stays on one line, and can be read back. */
    static String of(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '\\') {
                ascii.append(String.format("\\u%04X", (int) c));
            } else {
                ascii.append(c);
            }
        }
        return ascii.toString();
    }
}
