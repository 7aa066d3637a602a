package io.tranche.proof.oracle;

import io.tranche.proof.model.Row;
import java.util.Map;
import java.util.Set;

/**
 * The one right slice.
 *
 * @param copied the rows of the target by table, as positions in the case's lists
 * @param selected those of them that a rule chose
 * @param orphans by reference
 */
public record Expected(
        Map<String, Set<Integer>> copied, Map<String, Set<Integer>> selected, Map<String, Orphans> orphans) {

    /**
     * A reference's orphans among the copied rows; the source has them too, or the reference is cut.
     *
     * @param rows child rows
     * @param keys distinct keys, as the server compares them
     * @param spellings distinct keys, as they are written
     */
    public record Orphans(int rows, int keys, int spellings) {}

    /** A row, for a message: which table, and which {@code row_no}. */
    static String show(String table, Row row) {
        return table + "#" + row.number();
    }
}
