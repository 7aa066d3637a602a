package io.tranche.proof.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A generated table. Besides its keys and references each has the columns {@code row_no} (tells its rows apart, is no key),
 * {@code amount} and {@code label}, which rules look at.
 *
 * @param primaryKey empty for a table without one
 * @param uniques unique keys, each a list of columns
 * @param indexes plain indexes that references may point at
 * @param options what follows the columns in CREATE TABLE; empty for nothing
 */
public record TableShape(
        String name,
        List<ColumnShape> columns,
        List<String> primaryKey,
        List<List<String>> uniques,
        List<List<String>> indexes,
        String options) {
    public static final String ROW_NO = "row_no";
    public static final String AMOUNT = "amount";
    public static final String LABEL = "label";

    public TableShape {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniques = List.copyOf(uniques);
        indexes = List.copyOf(indexes);
    }

    public ColumnShape column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + wanted));
    }

    /** The primary key and the unique keys. */
    public List<List<String>> keys() {
        List<List<String>> keys = new ArrayList<>(uniques);
        if (!primaryKey.isEmpty()) {
            keys.add(0, primaryKey);
        }
        return keys;
    }

    public boolean keyless() {
        return primaryKey.isEmpty();
    }

    /** Whether the oracle can sort this table's rows by its key as the server does. */
    public boolean sortableByKey() {
        return !keyless()
                && primaryKey.stream().allMatch(name -> column(name).kind().sortable());
    }

    public TableShape withoutColumn(String dropped) {
        return new TableShape(
                name,
                columns.stream()
                        .filter(column -> !column.name().equals(dropped))
                        .toList(),
                primaryKey,
                uniques,
                indexes,
                options);
    }
}
