package io.tranche.plan;

import io.tranche.catalog.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a slice does.
 *
 * @param tables every table that may receive rows, parents before children as far as cycles allow
 * @param untouched tables that receive none
 * @param references all references of the source's tables, with their treatment
 * @param pulls the followed ones
 * @param notices for the user
 */
public record Plan(
        List<TablePlan> tables,
        List<TableName> untouched,
        List<Treated> references,
        List<Pull> pulls,
        List<Join> joins,
        List<String> notices) {

    public Plan {
        tables = List.copyOf(tables);
        untouched = List.copyOf(untouched);
        references = List.copyOf(references);
        pulls = List.copyOf(pulls);
        joins = List.copyOf(joins);
        notices = List.copyOf(notices);
    }

    /** @throws IllegalArgumentException if the table receives no rows */
    public TablePlan table(TableName name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name + " is not in the plan"));
    }

    public Optional<TablePlan> find(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** The same with other plans of its tables. */
    public Plan with(UnaryOperator<TablePlan> change) {
        return new Plan(tables.stream().map(change).toList(), untouched, references, pulls, joins, notices);
    }

    public Collection<TableName> names() {
        return tables.stream().map(TablePlan::name).toList();
    }

    public Stream<Link> links() {
        return Stream.concat(pulls.stream(), joins.stream());
    }

    /** How many levels of joins follow the scans before the traversal begins. */
    public int joinLevels() {
        return joins.stream().mapToInt(Join::level).max().orElse(0);
    }

    public List<Join> joins(int level) {
        return joins.stream().filter(join -> join.level() == level).toList();
    }
}
