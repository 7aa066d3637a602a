package io.tranche.plan;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Carried;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.keys.KeySpace;
import io.tranche.row.RowForm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What happens to one table.
 *
 * @param rule the rule in a few words, for the user
 * @param carried fields at the head of each line
 * @param columns in the order of the line: keys first, so that they are found early
 * @param copied keys other than the identity that others refer to
 * @param form in which rows travel
 */
public record TablePlan(
        Table table,
        String rule,
        Selection selection,
        List<Carried> carried,
        List<Output> columns,
        Identity identity,
        List<RecordedKey> copied,
        List<Want> wants,
        RowForm form) {

    public TablePlan {
        requireNonNull(form, "form");
        carried = List.copyOf(carried);
        columns = List.copyOf(columns);
        copied = List.copyOf(copied);
        wants = List.copyOf(wants);
    }

    public TableName name() {
        return table.name();
    }

    /** All rows, with this plan's fields. */
    public Query query() {
        return Query.of(table, carried, columns).as(form);
    }

    /** Columns that hold something else in the target than in the source. */
    public Set<String> changed() {
        return columns.stream()
                .filter(output -> output.expression().isPresent())
                .map(output -> output.column().name())
                .collect(java.util.stream.Collectors.toSet());
    }

    /** The plan with a claim on every row, as text; for a run that is continued and does not know what it has read. */
    public TablePlan withIdentity(Identity claimed) {
        return new TablePlan(table, rule, selection, carried, columns, claimed, copied, wants, RowForm.TEXT);
    }

    /** The same with other outputs in the places of these, as text. */
    public TablePlan withColumns(List<Output> others) {
        return new TablePlan(table, rule, selection, carried, others, identity, copied, wants, RowForm.TEXT);
    }

    /** The same with its rows in another form. */
    public TablePlan as(RowForm other) {
        return new TablePlan(table, rule, selection, carried, columns, identity, copied, wants, other);
    }

    /** Fields of a row, carried ones counted, that are read as keys. */
    public Set<Integer> keyFields() {
        Set<Integer> fields = new HashSet<>();
        if (identity instanceof Identity.ByKey key) {
            fields.addAll(key.key().fields());
        }
        copied.stream().map(RecordedKey::fields).forEach(fields::addAll);
        wants.stream().map(Want::key).map(RecordedKey::fields).forEach(fields::addAll);
        return fields;
    }

    /** The spaces in which this table's own keys are recorded. */
    public Set<KeySpace> copiedSpaces() {
        return copied.stream().map(RecordedKey::space).collect(java.util.stream.Collectors.toSet());
    }
}
