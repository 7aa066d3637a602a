package io.tranche.report;

import java.util.ArrayList;
import java.util.List;

/** Words broken into lines. A word longer than a line stays whole. */
final class Paragraph {
    private Paragraph() {}

    /**
     * @param text may begin with spaces, which indent the first line
     * @param indent before every line but the first
     */
    static List<String> wrap(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(
                text.substring(0, text.length() - text.stripLeading().length()));
        int start = line.length();
        for (String word : text.strip().split(" +")) {
            if (line.length() > start && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                start = indent.length();
            } else if (line.length() > start) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
