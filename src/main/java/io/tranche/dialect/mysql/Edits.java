package io.tranche.dialect.mysql;

import java.util.Comparator;
import java.util.List;

/** Changes a statement at a few places and leaves the rest as it is, to the letter. */
final class Edits {
    /** @param text what stands in place of the characters from {@code start} to {@code end}, exclusive */
    record Edit(int start, int end, String text) {}

    private Edits() {}

    /** @param edits that do not overlap, in any order */
    static String apply(String statement, List<Edit> edits) {
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (Edit edit :
                edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList()) {
            result.append(statement, done, edit.start()).append(edit.text());
            done = edit.end();
        }
        return result.append(statement, done, statement.length()).toString();
    }
}
