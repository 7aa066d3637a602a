package io.tranche.report;

import java.io.PrintStream;
import java.util.List;

/**
 * The last lines of a terminal, drawn over again and again. Each change is one write that never blanks what it is about to
 * redraw, so nothing flickers. Not thread-safe: its owner locks.
 */
final class LiveLines {
    private static final String UP = "\u001b[%dA";
    private static final String ERASE_REST_OF_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    private final PrintStream out;
    private int drawn;

    LiveLines(PrintStream out) {
        this.out = out;
    }

    /**
     * Puts {@code lasting} above, where it stays, and {@code lines} in place of the last ones.
     *
     * @param lines none wider than the terminal, else the next drawing goes astray
     */
    void draw(List<String> lasting, List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append('\r').append(UP.formatted(drawn));
        }
        lasting.forEach(line -> text.append(line).append(ERASE_REST_OF_LINE).append('\n'));
        lines.forEach(line -> text.append(line).append(ERASE_REST_OF_LINE).append('\n'));
        if (drawn > lasting.size() + lines.size()) {
            text.append(ERASE_BELOW);
        }
        if (!text.isEmpty()) {
            out.print(text);
            out.flush();
        }
        drawn = lines.size();
    }
}
