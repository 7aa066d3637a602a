package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Questions and statements about tables that are known by their names only. */
record TargetTables(PostgreSqlSession session) {
    /** The names as FROM takes them; tables that are not there are left out. */
    Map<TableName, String> from(Collection<TableName> tables) {
        Map<TableName, String> found = new LinkedHashMap<>();
        for (List<String> row : kinds(tables)) {
            TableName name = new TableName(row.get(0), row.get(1));
            found.put(name, Quoting.from(name, row.get(2).equals("p")));
        }
        return found;
    }

    private List<List<String>> kinds(Collection<TableName> tables) {
        if (tables.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>();
        tables.forEach(table -> parameters.addAll(List.of(table.schema(), table.name())));
        String pairs = tables.stream().map(table -> "(?, ?)").collect(Collectors.joining(", "));
        return session.rows(
                """
                SELECT n.nspname, c.relname, c.relkind
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'f') AND (n.nspname, c.relname) IN (%s)"""
                        .formatted(pairs),
                parameters.toArray());
    }

    boolean exists(TableName table) {
        return !kinds(List.of(table)).isEmpty();
    }

    boolean holdsRows(TableName table) {
        return from(List.of(table)).values().stream()
                .anyMatch(from -> session.rows("SELECT EXISTS (SELECT 1 FROM " + from + ")")
                        .get(0)
                        .get(0)
                        .equals("t"));
    }

    /**
     * TRUNCATE wants all tables that refer to these to be among them, and a right of its own. Where it is refused rows are
     * deleted: children of our own need not come first, for foreign keys keep still or are gone.
     */
    void empty(Collection<TableName> tables) {
        Map<TableName, String> from = from(tables);
        if (from.isEmpty()) {
            return;
        }
        session.execute("SAVEPOINT tranche_empty");
        try {
            session.execute("TRUNCATE " + String.join(", ", from.values()));
        } catch (io.tranche.dialect.SqlFailure e) {
            switch (e.kind()) {
                case DENIED, STRUCTURE_CHANGED -> session.execute("ROLLBACK TO SAVEPOINT tranche_empty");
                case TRANSIENT, CONNECTION_LOST, EXHAUSTED, OTHER -> throw e;
            }
            from.values().forEach(table -> session.execute("DELETE FROM " + table));
        }
    }
}
