package io.tranche.report;

import io.tranche.schema.Difference;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code tranche schema --diff} found.
 *
 * @param source the read connection's name
 * @param target the write connection's name
 * @param unread objects that could not be compared, with the reasons
 */
public record SchemaDifferences(String source, String target, List<Difference> differences, List<String> unread) {
    public SchemaDifferences {
        differences = List.copyOf(differences);
        unread = List.copyOf(unread);
    }

    /** For people: an object a line, its definition's lines below it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Difference difference : differences) {
            lines.add(
                    switch (difference.side()) {
                        case ONLY_IN_SOURCE -> "only in " + source + ": " + difference.object();
                        case ONLY_IN_TARGET -> "only in " + target + ": " + difference.object();
                        case BOTH -> "different: " + difference.object();
                    });
            difference.lines().forEach(line -> lines.add("    " + line));
        }
        unread.forEach(object -> lines.add("not compared: " + object));
        lines.add(
                differences.isEmpty()
                        ? "No differences between " + source + " and " + target + "."
                        : Figures.count(differences.size(), "object") + " of " + source + " (-) and " + target
                                + " (+) differ.");
        return lines;
    }
}
