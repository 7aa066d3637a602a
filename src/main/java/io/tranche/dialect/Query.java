package io.tranche.dialect;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.Table;
import io.tranche.row.RowForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to read of one table. The table is named in FROM without an alias (or with its own name as the alias), so that the
 * user's SQL can name it.
 *
 * @param carried fields before the columns, in order
 * @param columns in the order in which the target takes them
 * @param conditions SQL, all of which hold; each is put in parentheses
 * @param range a part of the table
 * @param orderBy SQL terms; complete (ending in the key) where a limit follows
 * @param form of the rows that come; one that {@link Dialect#rowForm} names for the columns, or text
 */
public record Query(
        Table table,
        List<Carried> carried,
        List<Output> columns,
        List<String> conditions,
        Optional<KeyRange> range,
        List<String> orderBy,
        OptionalLong limit,
        Optional<PerParent> perParent,
        RowForm form) {

    public Query {
        requireNonNull(table, "table");
        requireNonNull(form, "form");
        carried = List.copyOf(carried);
        columns = List.copyOf(columns);
        conditions = List.copyOf(conditions);
        orderBy = List.copyOf(orderBy);
    }

    /** As text. */
    public Query(
            Table table,
            List<Carried> carried,
            List<Output> columns,
            List<String> conditions,
            Optional<KeyRange> range,
            List<String> orderBy,
            OptionalLong limit,
            Optional<PerParent> perParent) {
        this(table, carried, columns, conditions, range, orderBy, limit, perParent, RowForm.TEXT);
    }

    /** All rows, with these fields, as text. */
    public static Query of(Table table, List<Carried> carried, List<Output> columns) {
        return new Query(
                table,
                carried,
                columns,
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** The same without a range. */
    public Query whole() {
        return new Query(table, carried, columns, conditions, Optional.empty(), orderBy, limit, perParent, form);
    }

    /** The same with a further condition. */
    public Query where(String condition) {
        List<String> all = new ArrayList<>(conditions);
        all.add(condition);
        return new Query(table, carried, columns, all, range, orderBy, limit, perParent, form);
    }

    public Query in(KeyRange chunk) {
        return new Query(table, carried, columns, conditions, Optional.of(chunk), orderBy, limit, perParent, form);
    }

    /** The same rows in another form. */
    public Query as(RowForm other) {
        return new Query(table, carried, columns, conditions, range, orderBy, limit, perParent, other);
    }

    /** The same with a field before all others. */
    public Query carrying(Carried first) {
        List<Carried> all = new ArrayList<>(carried);
        all.add(0, first);
        return new Query(table, all, columns, conditions, range, orderBy, limit, perParent, form);
    }
}
