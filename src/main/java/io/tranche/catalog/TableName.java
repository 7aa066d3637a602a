package io.tranche.catalog;

import static java.util.Objects.requireNonNull;

/**
 * A table's name within one database, as the server spells it.
 *
 * @param schema the PostgreSQL schema; on MySQL empty for the connected database, or the name of another database
 * @param name the bare name
 */
public record TableName(String schema, String name) implements Comparable<TableName> {
    public TableName {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
    }

    public static TableName of(String name) {
        return new TableName("", name);
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    /** {@code schema.name}, or the bare name where there is no schema. For messages and keys, never for SQL. */
    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + "." + name;
    }
}
