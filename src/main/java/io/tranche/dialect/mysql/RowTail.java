package io.tranche.dialect.mysql;

import com.mysql.cj.result.Row;

/** Takes what a row has behind the line's fields, before these are taken. */
interface RowTail {
    RowTail NONE = (row, lineFields) -> true;

    /** @return whether the row is one of those that were asked for */
    boolean take(Row row, int lineFields);
}
