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

    List<Column> columns() {
        return child.columnsOf(reference.childColumns());
    }

    private String condition() {
        List<String> terms = new ArrayList<>();
        columns().forEach(column -> terms.add(quoted(column) + " IS NOT NULL"));
        reference.when().ifPresent(terms::add);
        parent.ifPresent(table -> terms.add(noParent(table)));
        // a comment at the end of a user's SQL must not swallow ours
        return terms.stream().map(term -> "(" + term + "\n)").collect(Collectors.joining(" AND "));
    }

    private String noParent(Table table) {
        String condition =
                dialect.joinCondition(reference, child, table, child.name().name(), PARENT_ALIAS);
        return dialect.noRow(table, PARENT_ALIAS, reference.parentColumns(), condition);
    }

    private String quoted(Column column) {
        return dialect.quote(child.name(), column.name());
    }
}
