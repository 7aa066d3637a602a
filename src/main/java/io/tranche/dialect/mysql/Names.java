package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** Identifiers in backticks, which every SQL mode understands. */
final class Names {
    private Names() {}

    static String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    static String quote(TableName table) {
        return table.schema().isEmpty() ? quote(table.name()) : quote(table.schema()) + "." + quote(table.name());
    }

    /** A column as a user's SQL would name it. */
    static String quote(TableName table, Column column) {
        return quote(table) + "." + quote(column.name());
    }

    /** A list of bare column names. */
    static String list(List<Column> columns) {
        return columns.stream().map(column -> quote(column.name())).collect(Collectors.joining(", "));
    }
}
