package io.tranche.row;

import java.util.BitSet;

/** Reads a carried condition, {@code 1} or {@code 0} (or NULL), out of each line. */
public final class Conditions {
    private Conditions() {}

    /** The rows in which field {@code field} is {@code 1}. */
    public static BitSet holds(LineBatch batch, int field) {
        BitSet holds = new BitSet(batch.rows());
        byte[] bytes = batch.bytes();
        Fields layout = batch.fields();
        for (int row = 0; row < batch.rows(); row++) {
            int at = layout.first(batch.start(row));
            for (int seen = 0; seen < field; seen++) {
                at = layout.next(bytes, at);
            }
            holds.set(row, layout.isOne(bytes, at));
        }
        return holds;
    }
}
