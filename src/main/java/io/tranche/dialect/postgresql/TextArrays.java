package io.tranche.dialect.postgresql;

import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's text form of arrays of texts without NULLs: {@code {a,"b c"}}. */
final class TextArrays {
    private TextArrays() {}

    static List<String> parse(String array) {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        for (int i = 1; i < array.length() - 1; i++) {
            char c = array.charAt(i);
            if (c == '\\') {
                element.append(array.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                elements.add(element.toString());
                element.setLength(0);
            } else {
                element.append(c);
            }
        }
        if (array.length() > 2) {
            elements.add(element.toString());
        }
        return elements;
    }
}
