package io.tranche.proof.site;

import io.tranche.config.Vendor;
import io.tranche.proof.model.Case;
import io.tranche.proof.model.ColumnShape;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.Row;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL of MySQL and MariaDB. */
record MySqlText(Vendor vendor) implements Sql {
    @Override
    public Kinds kinds() {
        return new MySqlKinds(vendor);
    }

    @Override
    public String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    @Override
    public Optional<Switch> bulkLoading() {
        return Optional.of(new Switch("SET GLOBAL local_infile = ON", "SET GLOBAL local_infile = OFF"));
    }

    @Override
    public String table(String database, String name) {
        return quote(database) + "." + quote(name);
    }

    @Override
    public String hash(List<String> columns) {
        return "CRC32(CONCAT_WS('|', " + list(columns) + "))";
    }

    @Override
    public List<String> session() {
        return List.of(
                // newer MySQL refuses references to keys that are not unique, unless it is told otherwise
                "SET foreign_key_checks = 0 /*!80400 , restrict_fk_on_non_standard_key = OFF */, time_zone = '+00:00', sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'",
                "SET NAMES utf8mb4");
    }

    @Override
    public List<String> createTables(Case given, ForeignKeys foreignKeys) {
        return given.tables().stream()
                .map(table -> createTable(given, table, foreignKeys))
                .toList();
    }

    private String createTable(Case given, TableShape table, ForeignKeys foreignKeys) {
        List<String> parts = new ArrayList<>();
        table.columns().forEach(column -> parts.add(column(table, column)));
        if (!table.primaryKey().isEmpty()) {
            parts.add("PRIMARY KEY (" + list(table.primaryKey()) + ")");
        }
        table.uniques().forEach(unique -> parts.add("UNIQUE KEY (" + list(unique) + ")"));
        table.indexes().forEach(index -> parts.add("KEY (" + list(index) + ")"));
        if (foreignKeys == ForeignKeys.DECLARED) {
            given.references().stream()
                    .filter(reference -> reference.child().equals(table.name()))
                    .filter(reference -> reference.origin() == Ref.Origin.DECLARED)
                    .forEach(reference -> parts.add(foreignKey(reference)));
        }
        return parts.stream()
                .collect(Collectors.joining(
                        ",\n  ", "CREATE TABLE " + quote(table.name()) + " (\n  ", "\n) " + table.options()));
    }

    private String column(TableShape table, ColumnShape column) {
        String definition = quote(column.name()) + " " + column.kind().ddl();
        if (column.kind().computed()) {
            return definition;
        }
        boolean counts = table.options().startsWith("AUTO_INCREMENT")
                && table.primaryKey().contains(column.name());
        return definition + (column.nullable() ? " NULL" : " NOT NULL") + (counts ? " AUTO_INCREMENT" : "");
    }

    private String foreignKey(Ref reference) {
        return "CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)"
                .formatted(
                        quote(reference.name()),
                        list(reference.childColumns()),
                        quote(reference.parent()),
                        list(reference.parentColumns()));
    }

    private String list(List<String> names) {
        return names.stream().map(this::quote).collect(Collectors.joining(", "));
    }

    @Override
    public List<String> inserts(Case given) {
        List<String> statements = new ArrayList<>();
        for (TableShape table : given.tables()) {
            List<Row> rows = given.rows().get(table.name());
            if (!rows.isEmpty()) {
                statements.add(rows.stream()
                        .map(MySqlText::tuple)
                        .collect(Collectors.joining(
                                ",\n  ",
                                "INSERT INTO " + quote(table.name()) + " (" + list(names(table)) + ") VALUES\n  ",
                                "")));
            }
        }
        return statements;
    }

    private static List<String> names(TableShape table) {
        return table.columns().stream().map(ColumnShape::name).toList();
    }

    private static String tuple(Row row) {
        return row.values().values().stream().map(Value::sql).collect(Collectors.joining(", ", "(", ")"));
    }
}
