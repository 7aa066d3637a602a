package io.tranche.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table.
 *
 * @param columns in the table's order
 * @param keys the primary key first, if there is one
 * @param rows the server's own estimate of the row count, or −1
 * @param bytes the server's own estimate of the size of the rows, or −1
 * @param properties what only the dialect that read the catalog understands (an engine, a partitioning)
 */
public record Table(
        TableName name,
        Kind kind,
        List<Column> columns,
        List<Key> keys,
        long rows,
        long bytes,
        Map<String, String> properties) {

    public enum Kind {
        /** Holds rows, and can be sliced. */
        BASE,
        /** Listed, never sliced: foreign tables, temporary tables and the like. */
        OTHER
    }

    public Table {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        properties = Map.copyOf(properties);
    }

    /** The column of exactly this name, else the one that differs in case only. */
    public Optional<Column> column(String written) {
        return columns.stream()
                .filter(column -> column.name().equals(written))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.name().equalsIgnoreCase(written))
                        .findFirst());
    }

    /** @throws IllegalArgumentException if there is none: names from a catalog always exist in it */
    public Column columnOf(String name) {
        return column(name).orElseThrow(() -> new IllegalArgumentException("no column " + name + " in " + this.name));
    }

    public List<Column> columnsOf(List<String> names) {
        return names.stream().map(this::columnOf).toList();
    }

    /** The columns that can be written: all but the generated ones. */
    public List<Column> writable() {
        return columns.stream().filter(column -> !column.generated()).toList();
    }

    public Optional<Key> primaryKey() {
        return keys.stream().filter(key -> key.kind() == Key.Kind.PRIMARY).findFirst();
    }

    /**
     * The key that tells rows apart: the primary key, else a unique key over whole NOT NULL columns, else none. A row is
     * claimed by it, so that it is written once.
     */
    public Optional<Key> identity() {
        return primaryKey().filter(Key::wholeColumns).or(() -> keys.stream()
                .filter(Key::unique)
                .filter(key -> key.columns().stream()
                        .noneMatch(column -> columnOf(column).nullable()))
                .findFirst());
    }

    /** Whether rows that agree in these columns (none NULL) are one row. */
    public boolean uniqueOver(List<String> columnNames) {
        return keys.stream().anyMatch(key -> key.unique() && columnNames.containsAll(key.columns()));
    }
}
