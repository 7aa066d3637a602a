package io.tranche.proof.site;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.ColumnShape;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.Row;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** SQL of PostgreSQL. */
record PostgreSqlText() implements Sql {
    @Override
    public Kinds kinds() {
        return new PostgreSqlKinds();
    }

    @Override
    public String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String table(String database, String name) {
        return quote(name);
    }

    @Override
    public String hash(List<String> columns) {
        return "abs(hashtext(CONCAT_WS('|', " + list(columns) + "))::bigint)";
    }

    /** In the replica role neither foreign keys nor triggers look at rows. */
    @Override
    public List<String> session() {
        return List.of(
                "SET session_replication_role = replica",
                "SET extra_float_digits = 3",
                "SET timezone = 'Europe/Berlin'",
                "SET client_min_messages = warning");
    }

    /** What the types need, then the tables, then their references, which may lead in cycles. */
    @Override
    public List<String> createTables(Case given, ForeignKeys foreignKeys) {
        Set<String> objects = new LinkedHashSet<>();
        List<String> tables = new ArrayList<>();
        for (TableShape table : given.tables()) {
            table.columns().stream()
                    .filter(column -> column.kind() instanceof Spellings)
                    .forEach(column -> objects.addAll(((Spellings) column.kind()).objects()));
            tables.addAll(createTable(table));
        }
        List<String> statements = new ArrayList<>(objects);
        statements.addAll(tables);
        if (foreignKeys == ForeignKeys.DECLARED) {
            given.references().stream()
                    .filter(reference -> reference.origin() == Ref.Origin.DECLARED)
                    .forEach(reference -> statements.add(foreignKey(reference)));
        }
        return statements;
    }

    private List<String> createTable(TableShape table) {
        List<String> parts = new ArrayList<>();
        table.columns().forEach(column -> parts.add(column(column)));
        if (!table.primaryKey().isEmpty()) {
            parts.add("PRIMARY KEY (" + list(table.primaryKey()) + ")");
        }
        table.uniques().forEach(unique -> parts.add("UNIQUE (" + list(unique) + ")"));
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + quote(table.name()) + " (\n  " + String.join(",\n  ", parts) + "\n)");
        table.indexes()
                .forEach(index -> statements.add("CREATE INDEX ON " + quote(table.name()) + " (" + list(index) + ")"));
        return statements;
    }

    private String column(ColumnShape column) {
        return quote(column.name()) + " " + column.kind().ddl() + (column.nullable() ? "" : " NOT NULL");
    }

    private String foreignKey(Ref reference) {
        return "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)"
                .formatted(
                        quote(reference.child()),
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
                        .map(PostgreSqlText::tuple)
                        .collect(
                                Collectors.joining(",\n  ", "INSERT INTO " + quote(table.name()) + " VALUES\n  ", "")));
            }
        }
        return statements;
    }

    private static String tuple(Row row) {
        return row.values().values().stream().map(Value::sql).collect(Collectors.joining(", ", "(", ")"));
    }
}
