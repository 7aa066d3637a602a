package io.tranche.plan;

import java.util.OptionalInt;

/**
 * A key that a row wants over a link.
 *
 * @param conditionField the carried field that says whether the link holds for a row
 * @param trigger which rows want
 */
public record Want(String link, RecordedKey key, OptionalInt conditionField, Trigger trigger) {
    public enum Trigger {
        /** Each row when it is written. */
        COPIED,
        /** Each row that a rule chooses, whether it was written before or not. */
        SELECTED
    }
}
