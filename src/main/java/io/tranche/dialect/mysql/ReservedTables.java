package io.tranche.dialect.mysql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Dialect.ReservedType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables that Tranche keeps for itself in a target. */
final class ReservedTables {
    private ReservedTables() {}

    /** InnoDB whatever the server's default: a unit's line belongs to its transaction. */
    static String create(TableName table, Map<String, ReservedType> columns, List<String> key) {
        String definitions = columns.entrySet().stream()
                .map(column -> Names.quote(column.getKey()) + " " + type(column.getValue()) + " NOT NULL")
                .collect(Collectors.joining(", "));
        String keyColumns = key.stream().map(Names::quote).collect(Collectors.joining(", "));
        return "CREATE TABLE IF NOT EXISTS " + Names.quote(table) + " (" + definitions + ", PRIMARY KEY (" + keyColumns
                + ")) ENGINE=InnoDB CHARACTER SET latin1 COLLATE latin1_bin";
    }

    private static String type(ReservedType type) {
        return switch (type) {
            case NAME -> "VARCHAR(190)";
            case NUMBER -> "BIGINT";
            case TEXT -> "LONGTEXT";
        };
    }
}
