package io.tranche.dialect;

import io.tranche.catalog.Column;
import io.tranche.row.KeyBatch;
import java.util.List;

/**
 * Keys to look rows up by.
 *
 * @param columns the looked-up table's columns, in key order
 * @param form how {@code keys} are written
 * @param keys distinct
 */
public record Asked(List<Column> columns, KeyForm form, KeyBatch keys) {
    public Asked {
        columns = List.copyOf(columns);
    }
}
