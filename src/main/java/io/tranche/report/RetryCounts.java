package io.tranche.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run did again.
 *
 * @param conflicts after deadlocks and lock waits
 * @param connections after lost connections
 * @param rows to find the row that a load refused
 */
public record RetryCounts(long conflicts, long connections, long rows) {
    /** Nothing. */
    public static final RetryCounts NONE = new RetryCounts(0, 0, 0);

    public long all() {
        return conflicts + connections + rows;
    }

    /** For people; empty if nothing was tried again. */
    String text() {
        List<String> parts = new ArrayList<>();
        add(parts, connections, "lost connection");
        add(parts, conflicts, "deadlock or lock wait", "deadlocks or lock waits");
        add(parts, rows, "refused load");
        return all() == 0 ? "" : Figures.count(all(), "retry") + ": " + String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String singular) {
        add(parts, count, singular, singular + "s");
    }

    private static void add(List<String> parts, long count, String singular, String plural) {
        if (count > 0) {
            parts.add(Figures.count(count) + " " + (count == 1 ? singular : plural));
        }
    }
}
