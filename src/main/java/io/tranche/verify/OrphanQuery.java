package io.tranche.verify;

import io.tranche.catalog.Column;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.Query;
import io.tranche.diff.KeyFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The SQL that finds a reference's orphans in one database.
 *
 * <p>The child stands under its own name, so that the user's {@code when} can name it; the parent has an alias, so that a
 * table may refer to itself.
 *
 * @param parent empty where the database has no such table: then each row that points at it is an orphan
 */
record OrphanQuery(Dialect dialect, Reference reference, Table child, Optional<Table> parent) {
    private static final String PARENT_ALIAS = "tranche_parent";

    String count() {
        return """
                SELECT COUNT(*)
                FROM %s
                WHERE %s"""
                .formatted(dialect.from(child), condition());
    }

    /** The orphans' keys, one line a row, NULL in none; equal ones follow each other. */
    Query keys(KeyForm form) {
        List<Column> columns = columns();
        return new Query(
                child,
                KeyFields.of(columns, form),
                List.of(),
                List.of(condition()),
                Optional.empty(),
                columns.stream().map(this::quoted).toList(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /**
     * The two columns of a reference of integers.
     *
     * @param parents reads the parent's, a line each, where it is not NULL
     * @param children reads the child's, where it is not NULL too, and the reference's condition holds
     */
    record Columns(Query parents, Query children) {}

    /** Empty if equal integers are not all that the reference is about, or there is no parent. */
    Optional<Columns> integers() {
        return parent.flatMap(table -> {
            List<Column> referred = table.columnsOf(reference.parentColumns());
            KeyForm form = dialect.form(columns(), referred);
            if (!form.integer() || !form.equals(dialect.form(referred))) {
                return Optional.empty();
            }
            List<String> notNull = List.of(quotedParent(table) + " IS NOT NULL");
            return Optional.of(
                    new Columns(keys(table, referred, form, notNull), keys(child, columns(), form, referring())));
        });
    }

    private static Query keys(Table table, List<Column> columns, KeyForm form, List<String> conditions) {
        Query query = Query.of(table, KeyFields.of(columns, form), List.of());
        for (String condition : conditions) {
            query = query.where(condition);
        }
        return query;
    }

    /** The lowest and the highest value of the parent's first column, NULL if it has none. */
    String bounds() {
        Table table = parent.orElseThrow();
        String column = quotedParent(table);
        return "SELECT MIN(%s), MAX(%s)\nFROM %s".formatted(column, column, dialect.from(table));
    }

    List<Column> columns() {
        return child.columnsOf(reference.childColumns());
    }

    private String condition() {
        List<String> terms = new ArrayList<>(referring());
        parent.ifPresent(table -> terms.add(noParent(table)));
        // a comment at the end of a user's SQL must not swallow ours
        return terms.stream().map(term -> "(" + term + "\n)").collect(Collectors.joining(" AND "));
    }

    /** What holds for a row that refers to a parent, whether there is one or not. */
    private List<String> referring() {
        List<String> terms = new ArrayList<>();
        columns().forEach(column -> terms.add(quoted(column) + " IS NOT NULL"));
        reference.when().ifPresent(terms::add);
        return terms;
    }

    private String noParent(Table table) {
        String condition =
                dialect.joinCondition(reference, child, table, child.name().name(), PARENT_ALIAS);
        return dialect.noRow(table, PARENT_ALIAS, reference.parentColumns(), condition);
    }

    private String quotedParent(Table table) {
        return dialect.quote(table.name(), reference.parentColumns().get(0));
    }

    private String quoted(Column column) {
        return dialect.quote(child.name(), column.name());
    }
}
