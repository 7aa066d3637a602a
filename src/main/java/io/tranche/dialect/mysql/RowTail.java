package io.tranche.dialect.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes what a row has behind the line's fields. */
interface RowTail {
    RowTail NONE = (row, lineFields) -> {};

    void take(ResultSet row, int lineFields) throws SQLException;
}
