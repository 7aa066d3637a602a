package io.tranche.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows of text in aligned columns. Figures stand right, words left. Where a line would be too long, words are cut with an
 * ellipsis, names never: one too long for the first column has a line of its own. Not thread-safe.
 */
final class TextTable {
    enum Align {
        LEFT,
        RIGHT
    }

    private record Heading(String title, Align align, int widest, boolean cut) {}

    private static final String GAP = "  ";

    private final int width;
    private final List<Heading> headings = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** @param width columns of the screen or page */
    TextTable(int width) {
        this.width = width;
    }

    /**
     * Names, never cut. In the first column longer ones get a line of their own.
     *
     * @param widest the column is at most this wide
     */
    TextTable names(String title, int widest) {
        headings.add(new Heading(title, Align.LEFT, widest, false));
        return this;
    }

    /** Words, cut where there is no room. */
    TextTable words(String title) {
        headings.add(new Heading(title, Align.LEFT, Integer.MAX_VALUE, true));
        return this;
    }

    TextTable figures(String title) {
        headings.add(new Heading(title, Align.RIGHT, Integer.MAX_VALUE, false));
        return this;
    }

    TextTable row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    <T> TextTable rows(List<T> values, Function<T, String[]> cells) {
        values.forEach(value -> row(cells.apply(value)));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The heading, a rule, and the rows; nothing follows the last visible character of a line. */
    List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(line(headings.stream().map(Heading::title).toList(), widths));
        lines.add("-".repeat(total(widths)));
        for (List<String> row : rows) {
            if (row.get(0).length() > widths[0]) {
                lines.add(row.get(0));
                List<String> rest = new ArrayList<>(row);
                rest.set(0, "");
                lines.add(line(rest, widths));
            } else {
                lines.add(line(row, widths));
            }
        }
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int longest = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
            Heading heading = headings.get(i);
            widths[i] = Math.max(heading.title().length(), Math.min(longest, heading.widest()));
        }
        shrink(widths);
        return widths;
    }

    /** Takes what is too much from the columns that may be cut. */
    private void shrink(int[] widths) {
        int surplus = total(widths) - width;
        for (int i = widths.length - 1; i >= 0 && surplus > 0; i--) {
            if (headings.get(i).cut()) {
                int smaller = Math.max(headings.get(i).title().length(), widths[i] - surplus);
                surplus -= widths[i] - smaller;
                widths[i] = smaller;
            }
        }
    }

    private static int total(int[] widths) {
        int total = GAP.length() * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        return total;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GAP).append(cell(cells.get(i), widths[i], headings.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private static String cell(String text, int width, Heading heading) {
        String shown = heading.cut() && text.length() > width ? text.substring(0, width - 1) + "…" : text;
        String space = " ".repeat(Math.max(0, width - shown.length()));
        return heading.align() == Align.RIGHT ? space + shown : shown + space;
    }
}
