package io.tranche.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides from YAML what our files may hold unquoted inside {@code {…}} and {@code […]} though YAML would end a value there:
 * {@code ${X}}, and the columns in {@code from: order_items.[shop_id, order_id]}. Each such character is replaced by one of
 * the private use area and put back when a value is read, so that lines, columns and all other text stay as they are.
 */
final class YamlMask {
    private static final String HIDDEN = "{}[],";
    private static final Pattern VARIABLE = Pattern.compile(Substitution.VARIABLE);
    private static final Pattern COLUMNS =
            Pattern.compile("\\b(?:from|to)\"?:[ \\t]*[^\\s,\\[\\]{}()\"'#&*!|>%@`][^,:\\[\\]{}()\"'#\\n]*"
                    + "(\\.\\[[^\\[\\]{}()\"'#\\n]*]|\\([^\\[\\]{}()\"'#\\n]*\\))");
    private static final int FIRST_PRIVATE = 0xE000;
    private static final int LAST_PRIVATE = 0xF8FF;

    /** The first of as many neighbouring characters as are hidden, none of which the text has. */
    private final char base;

    private YamlMask(char base) {
        this.base = base;
    }

    static YamlMask of(String text) {
        int base = FIRST_PRIVATE;
        while (base + HIDDEN.length() <= LAST_PRIVATE && holdsAny(text, base)) {
            base += HIDDEN.length();
        }
        return new YamlMask((char) base);
    }

    private static boolean holdsAny(String text, int base) {
        return text.chars().anyMatch(c -> c >= base && c < base + HIDDEN.length());
    }

    String hide(String text) {
        String withoutVariables =
                VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(mask(found.group())));
        Matcher columns = COLUMNS.matcher(withoutVariables);
        StringBuilder hidden = new StringBuilder();
        while (columns.find()) {
            String before = withoutVariables.substring(columns.start(), columns.start(1));
            columns.appendReplacement(hidden, Matcher.quoteReplacement(before + mask(columns.group(1))));
        }
        return columns.appendTail(hidden).toString();
    }

    String show(String masked) {
        StringBuilder shown = new StringBuilder(masked.length());
        for (int i = 0; i < masked.length(); i++) {
            char c = masked.charAt(i);
            shown.append(c >= base && c < base + HIDDEN.length() ? HIDDEN.charAt(c - base) : c);
        }
        return shown.toString();
    }

    private String mask(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int index = HIDDEN.indexOf(text.charAt(i));
            masked.append(index < 0 ? text.charAt(i) : (char) (base + index));
        }
        return masked.toString();
    }
}
