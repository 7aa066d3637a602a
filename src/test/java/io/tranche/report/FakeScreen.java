package io.tranche.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal that knows the few control sequences that we send, and what is then to be seen. */
final class FakeScreen {
    private static final Pattern PIECE = Pattern.compile("\u001b\\[(\\d*)([A-Z])|\r|\n|[^\u001b\r\n]+");

    private final int width;
    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;

    FakeScreen(int width) {
        this.width = width;
    }

    /** What is seen after {@code text} was sent, without the empty line that the cursor stands on. */
    static List<String> after(String text, int width) {
        FakeScreen screen = new FakeScreen(width);
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            screen.take(pieces);
        }
        return screen.lines.stream()
                .map(line -> line.toString().stripTrailing())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private void take(Matcher piece) {
        if (piece.group().equals("\r")) {
            column = 0;
        } else if (piece.group().equals("\n")) {
            down();
        } else if (piece.group(2) == null) {
            write(piece.group());
        } else if (piece.group(2).equals("A")) {
            row -= Integer.parseInt(piece.group(1));
        } else if (piece.group(2).equals("K")) {
            lines.get(row).setLength(Math.min(column, lines.get(row).length()));
        } else if (piece.group(2).equals("J")) {
            lines.get(row).setLength(Math.min(column, lines.get(row).length()));
            while (lines.size() > row + 1) {
                lines.remove(lines.size() - 1);
            }
        } else {
            throw new IllegalArgumentException(
                    "unknown control sequence: " + piece.group().substring(1));
        }
    }

    private void down() {
        row++;
        column = 0;
        if (row == lines.size()) {
            lines.add(new StringBuilder());
        }
    }

    private void write(String text) {
        for (char letter : text.toCharArray()) {
            if (column == width) {
                down();
            }
            StringBuilder line = lines.get(row);
            while (line.length() <= column) {
                line.append(' ');
            }
            line.setCharAt(column++, letter);
        }
    }
}
