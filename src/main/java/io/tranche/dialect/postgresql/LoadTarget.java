package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.row.LineBatch;
import io.tranche.row.RowForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a load goes, and how one of its rows is named.
 *
 * @param columns the rows' fields, in order
 * @param key positions in {@code columns} of the identity's columns; empty if there is none
 * @param form of the rows
 */
record LoadTarget(TableName table, List<String> columns, List<Integer> key, RowForm form) {
    static LoadTarget of(Table table, List<Column> columns, RowForm form) {
        List<String> names = columns.stream().map(Column::name).toList();
        List<Integer> key = table.identity().map(Key::columns).orElse(List.of()).stream()
                .map(names::indexOf)
                .toList();
        return new LoadTarget(table.name(), names, key.contains(-1) ? List.of() : key, form);
    }

    /** A table may have no columns at all: then there is no list to give. */
    String statement() {
        String list = columns.isEmpty()
                ? ""
                : columns.stream().map(Quoting::identifier).collect(Collectors.joining(", ", " (", ")"));
        return "COPY " + Quoting.table(table) + list + " FROM STDIN" + CopyOptions.of(form);
    }

    /** {@code id = 5}, as its bytes stand in the line; empty if the table has no identity, and of binary rows. */
    String nameOf(LineBatch batch, int row) {
        if (form == RowForm.BINARY) {
            return "";
        }
        List<String> fields = fields(batch, row);
        return key.stream().map(i -> columns.get(i) + " = " + fields.get(i)).collect(Collectors.joining(", "));
    }

    private static List<String> fields(LineBatch batch, int row) {
        List<String> fields = new ArrayList<>();
        int from = batch.start(row);
        for (int i = from; i < batch.end(row); i++) {
            byte b = batch.bytes()[i];
            if (b == '\t' || b == '\n') {
                fields.add(new String(batch.bytes(), from, i - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        return fields;
    }
}
