package io.tranche.dialect.postgresql;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.SqlFailure;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the catalog with six queries on a session without a search path. Used once. */
final class CatalogReader {
    private final Connection connection;
    private final ServerFacts server;
    private final CatalogQueries queries;
    private final List<String> notices = new ArrayList<>();
    private final Map<String, TableName> names = new LinkedHashMap<>();
    private final Map<String, List<Column>> columns = new LinkedHashMap<>();
    private final Map<String, List<Key>> keys = new LinkedHashMap<>();

    private CatalogReader(Connection connection, ServerFacts server) {
        this.connection = connection;
        this.server = server;
        this.queries = new CatalogQueries(server);
    }

    static Catalog read(Connection connection, ServerFacts server) {
        return new CatalogReader(connection, server).read();
    }

    private Catalog read() {
        List<List<String>> tableRows = Rows.of(connection, queries.tables());
        tableRows.forEach(row -> names.put(row.get(0), new TableName(row.get(1), row.get(2))));
        Map<String, Map<String, String>> attributes = readColumns();
        readKeys(attributes);
        Map<TableName, Table> tables = new LinkedHashMap<>();
        tableRows.forEach(row -> table(row, tables));
        Partitions partitions = Partitions.of(Rows.of(connection, queries.partitions()));
        List<Reference> references =
                new ReferenceReader(names, partitions, notices).read(Rows.of(connection, queries.references()));
        noticeLargeObjects();
        return new Catalog(server.database(), server.defaultSchema(), tables, references, notices);
    }

    private void table(List<String> row, Map<TableName, Table> tables) {
        TableName name = names.get(row.get(0));
        switch (row.get(3)) {
            case "m" ->
                notices.add(
                        "The materialised view " + name
                                + " is not sliced: its rows follow from other tables', and it is refreshed when these are there.");
            case "f" -> {
                notices.add("The foreign table " + name + " is not sliced: its rows belong to another server.");
                tables.put(name, table(row, name, Table.Kind.OTHER));
            }
            default -> tables.put(name, table(row, name, Table.Kind.BASE));
        }
    }

    private Table table(List<String> row, TableName name, Table.Kind kind) {
        return new Table(
                name,
                kind,
                columns.getOrDefault(row.get(0), List.of()),
                keys.getOrDefault(row.get(0), List.of()),
                Long.parseLong(row.get(4)),
                Long.parseLong(row.get(5)),
                new TableProperties(row.get(3).equals("p")).toMap());
    }

    /** The columns' names by table and attnum. */
    private Map<String, Map<String, String>> readColumns() {
        Map<String, Map<String, String>> attributes = new LinkedHashMap<>();
        for (List<String> row : Rows.of(connection, queries.columns())) {
            List<Column> ofTable = columns.computeIfAbsent(row.get(0), oid -> new ArrayList<>());
            ofTable.add(ColumnReader.column(row, ofTable.size() + 1));
            attributes.computeIfAbsent(row.get(0), oid -> new LinkedHashMap<>()).put(row.get(2), row.get(1));
        }
        return attributes;
    }

    private void readKeys(Map<String, Map<String, String>> attributes) {
        for (List<String> row : Rows.of(connection, queries.keys())) {
            Map<String, String> ofTable = attributes.getOrDefault(row.get(0), Map.of());
            List<String> numbers = List.of(row.get(4).split(" "));
            List<String> named = numbers.stream()
                    .filter(ofTable::containsKey)
                    .map(ofTable::get)
                    .toList();
            boolean whole = row.get(5).equals("t") && named.size() == numbers.size();
            keys.computeIfAbsent(row.get(0), oid -> new ArrayList<>())
                    .add(new Key(row.get(1), kind(row), named, whole));
        }
    }

    private static Key.Kind kind(List<String> row) {
        if (row.get(2).equals("t")) {
            return Key.Kind.PRIMARY;
        }
        return row.get(3).equals("t") ? Key.Kind.UNIQUE : Key.Kind.INDEX;
    }

    private void noticeLargeObjects() {
        List<String> holders = new ArrayList<>();
        columns.forEach((oid, ofTable) -> ofTable.stream()
                .filter(column -> column.type().full().equals("oid")
                        || column.type().full().endsWith(".lo"))
                .forEach(column -> holders.add(names.get(oid) + "." + column.name())));
        if (holders.isEmpty()) {
            return;
        }
        try {
            if (Rows.of(connection, queries.largeObjects()).get(0).get(0).equals("t")) {
                notices.add("Large objects are not copied; these columns may hold their numbers: "
                        + String.join(", ", holders) + ".");
            }
        } catch (SqlFailure e) {
            // the list of large objects is hidden from some users; then so are the objects
            notices.add("Large objects, if there are any, are not copied: " + String.join(", ", holders) + ".");
        }
    }
}
