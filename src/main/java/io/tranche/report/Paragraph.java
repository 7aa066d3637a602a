package io.tranche.report;

import java.util.ArrayList;
import java.util.List;

/** Words broken into lines. A word longer than a line stays whole. */
final class Paragraph {
    private Paragraph() {}

    /** @param indent before every line but the first */
    static List<String> wrap(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
            } else if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
