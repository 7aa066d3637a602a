package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/** The text of a LOAD DATA for a table. */
final class LoadStatement {
    private LoadStatement() {}

    /**
     * Whether LOAD DATA can carry these columns. MySQL 8.0.15 says that a NOT NULL geometry has no default (error 1364) as soon
     * as columns are listed.
     */
    static boolean fits(List<Column> columns) {
        return columns.stream().noneMatch(column -> ColumnKind.of(column) == ColumnKind.GEOMETRY && !column.nullable());
    }

    static String sql(Table table, List<Column> columns) {
        boolean converts = columns.stream().anyMatch(column -> ColumnKind.of(column) == ColumnKind.JSON);
        List<String> fields = new ArrayList<>();
        List<String> assignments = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String name = Names.quote(column.name());
            String variable = "@tranche_" + i;
            if (ColumnKind.of(column) == ColumnKind.JSON) {
                fields.add(variable);
                assignments.add(name + " = CONVERT(" + variable + " USING utf8mb4)");
            } else if (converts && column.autoIncrement()) {
                // any SET switches NO_AUTO_VALUE_ON_ZERO off, for fields that are not assigned themselves
                fields.add(variable);
                assignments.add(name + " = " + variable);
            } else {
                fields.add(name);
            }
        }
        // Two spaces: Connector/J would send what begins with "LOAD DATA" in the platform's charset.
        return "LOAD  DATA LOCAL INFILE 'tranche' INTO TABLE " + Names.quote(table.name())
                + " CHARACTER SET binary FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' ("
                + String.join(", ", fields) + ")"
                + (assignments.isEmpty() ? "" : " SET " + String.join(", ", assignments));
    }
}
