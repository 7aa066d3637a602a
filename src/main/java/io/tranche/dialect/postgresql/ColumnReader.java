package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Column.Generation;
import io.tranche.catalog.ColumnType;
import java.util.List;
import java.util.Optional;

/** Makes columns of rows of {@link CatalogQueries#columns}. */
final class ColumnReader {
    private ColumnReader() {}

    static Column column(List<String> row, int position) {
        Generation generation = generation(row.get(5));
        Optional<String> expression = Optional.ofNullable(row.get(7));
        boolean identity = !row.get(6).isEmpty();
        boolean counted = expression.filter(sql -> sql.contains("nextval(")).isPresent();
        return new Column(
                row.get(1),
                position,
                new ColumnType(typeName(row), row.get(3), Optional.empty(), Optional.ofNullable(row.get(8))),
                row.get(4).equals("t"),
                generation,
                identity || generation == Generation.NONE && counted,
                false,
                expression);
    }

    private static Generation generation(String attribute) {
        return switch (attribute) {
            case "s" -> Generation.STORED;
            case "v" -> Generation.VIRTUAL;
            default -> Generation.NONE;
        };
    }

    /** As {@link PostgreSqlType} takes it. */
    private static String typeName(List<String> row) {
        String schema = row.get(9);
        String name = row.get(10);
        if (schema.equals("pg_catalog")) {
            return name;
        }
        String kind =
                switch (row.get(11)) {
                    case "b" -> name.startsWith("_") ? "array" : "base";
                    case "c" -> "composite";
                    case "e" -> "enum";
                    case "r" -> "range";
                    case "m" -> "multirange";
                    default -> "other";
                };
        return kind + " " + Quoting.identifier(schema) + "." + Quoting.identifier(name);
    }
}
