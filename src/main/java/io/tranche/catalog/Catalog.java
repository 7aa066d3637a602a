package io.tranche.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables and references of one database. Names that Tranche reserves ({@code tranche_*}) are not in it.
 *
 * @param database the database's name
 * @param defaultSchema where a name without a schema is looked for; empty on MySQL
 * @param tables by name, in name order
 * @param references declared ones, in the order of child and name; also those that lead out of this catalog, whose parent
 *     is then not in {@code tables}
 * @param notices what cannot be sliced and why, for the user: views are not among them
 */
public record Catalog(
        String database,
        String defaultSchema,
        Map<TableName, Table> tables,
        List<Reference> references,
        List<String> notices) {

    public Catalog {
        requireNonNull(database, "database");
        requireNonNull(defaultSchema, "defaultSchema");
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        references = List.copyOf(references);
        notices = List.copyOf(notices);
    }

    /** @throws IllegalArgumentException if there is none */
    public Table table(TableName name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("no table " + name + " in " + database);
        }
        return table;
    }

    /** A table's column; empty if there is no such table, or it has no such column. */
    public Optional<Column> column(TableName table, String name) {
        return Optional.ofNullable(tables.get(table)).flatMap(found -> found.column(name));
    }

    public boolean contains(TableName name) {
        return tables.containsKey(name);
    }

    /**
     * The table that a user means: {@code schema.name}, a name in the default schema, or (MySQL) {@code database.name}
     * with the connected database. Table names may hold dots, so a whole bare name wins.
     */
    public Optional<Table> find(String written) {
        Table bare = tables.get(new TableName(defaultSchema, written));
        if (bare != null) {
            return Optional.of(bare);
        }
        for (int dot = written.indexOf('.'); dot >= 0; dot = written.indexOf('.', dot + 1)) {
            String schema = written.substring(0, dot);
            String name = written.substring(dot + 1);
            Table table = tables.get(new TableName(schema, name));
            if (table == null && defaultSchema.isEmpty() && schema.equals(database)) {
                table = tables.get(TableName.of(name));
            }
            if (table != null) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }

    /** The name as a user would write it: without the default schema. */
    public String display(TableName name) {
        return name.schema().equals(defaultSchema) ? name.name() : name.toString();
    }

    /** As {@link Reference#toString}, with the tables' names as a user would write them. */
    public String display(Reference reference) {
        return display(reference.child()) + "(" + String.join(", ", reference.childColumns()) + ") → "
                + display(reference.parent()) + "(" + String.join(", ", reference.parentColumns()) + ")";
    }

    public Collection<String> displayNames() {
        return tables.keySet().stream().map(this::display).toList();
    }
}
