package io.tranche.dialect.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes what a row has behind the line's fields, before these are taken. */
interface RowTail {
    RowTail NONE = (row, lineFields) -> true;

    /** @return whether the row is one of those that were asked for */
    boolean take(ResultSet row, int lineFields) throws SQLException;
}
