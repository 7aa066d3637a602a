package io.tranche.dialect;

import io.tranche.catalog.Column;
import io.tranche.row.KeyColumns;
import java.util.List;

/**
 * Where a line has the key of its row.
 *
 * @param columns the written table's, in key order
 * @param form how the key is written in the lines
 * @param fields takes it out of them, carried fields counted
 * @param carried fields at the head of each line, which the target does not see
 */
public record LineKey(List<Column> columns, KeyForm form, KeyColumns fields, int carried) {
    public LineKey {
        columns = List.copyOf(columns);
    }
}
