package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.catalog.TableSelection;
import io.tranche.config.ReferenceRule;
import io.tranche.config.SchemaRules;
import io.tranche.config.SyncStrategy;
import io.tranche.config.TableRule;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Output;
import io.tranche.dialect.Snapshot;
import io.tranche.error.Problems;
import io.tranche.plan.Plan;
import io.tranche.plan.PlanBuilder;
import io.tranche.plan.PlanBuilder.Purpose;
import io.tranche.progress.Listener;
import io.tranche.sync.FreshSlice;
import io.tranche.sync.SliceStrategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The tables whose strategy is {@code slice}, which are kept together: {@code tables:} of schema.yml chooses among their rows, and
 * references between them are followed. Tables of other strategies have no part in it.
 */
final class KeptSlice implements AutoCloseable {
    private final Set<TableName> tables;
    private final Plan plan;
    private final FreshSlice fresh;

    private KeptSlice(Set<TableName> tables, Plan plan, FreshSlice fresh) {
        this.tables = tables;
        this.plan = plan;
        this.fresh = fresh;
    }

    /**
     * Plans it; empty if no wanted table has this strategy.
     *
     * @param catalog the source's
     * @param wanted the tables that this run is about
     * @param warnings gets what the slice cannot hold together
     * @throws io.tranche.error.Refusal with all that is wrong with the rules
     */
    static Optional<KeptSlice> of(
            SchemaRules rules,
            Catalog catalog,
            TableSelection wanted,
            Dialect dialect,
            Listener listener,
            List<String> warnings) {
        Set<TableName> tables = catalog.tables().values().stream()
                .filter(table -> table.kind() == Table.Kind.BASE)
                .map(Table::name)
                .filter(table -> strategy(rules, catalog, table) instanceof SyncStrategy.Slice)
                .collect(Collectors.toSet());
        Predicate<TableName> selected = wanted.of(catalog);
        if (tables.stream().noneMatch(selected)) {
            return Optional.empty();
        }
        Problems problems = new Problems();
        refuseParts(tables, selected, catalog, problems);
        refuseJoinsFromOutside(rules, catalog, tables, problems);
        problems.refuseIfAny();
        warnings.addAll(referencesFromOutside(rules, catalog, tables));
        Plan plan = new PlanBuilder(of(rules, catalog, tables), of(catalog, tables), dialect, Purpose.RENEWED)
                .build(List.of());
        plan.notices().forEach(listener::notice);
        return Optional.of(new KeptSlice(tables, plan, new FreshSlice(plan, dialect, listener)));
    }

    private static SyncStrategy strategy(SchemaRules rules, Catalog catalog, TableName table) {
        return rules.sync().rule(catalog, table).strategy();
    }

    /** A row of one table may be there only because of a row of another. */
    private static void refuseParts(
            Set<TableName> tables, Predicate<TableName> selected, Catalog catalog, Problems problems) {
        List<String> left = tables.stream()
                .filter(selected.negate())
                .map(catalog::display)
                .sorted()
                .toList();
        if (!left.isEmpty()) {
            problems.add(
                    "--include, --exclude, --schema",
                    "Tables of the strategy `slice` are kept together, and these would be left out: "
                            + String.join(", ", left) + ".",
                    "Take all of them or none, or give those another strategy.");
        }
    }

    private static void refuseJoinsFromOutside(
            SchemaRules rules, Catalog catalog, Set<TableName> tables, Problems problems) {
        for (TableRule rule : rules.tables().values()) {
            Optional<TableName> parent = rule.join().flatMap(join -> find(catalog, join.table()));
            if (isOneOf(tables, catalog, rule.table()) && parent.isPresent() && !tables.contains(parent.get())) {
                problems.add(
                        rule.place().toString(),
                        rule.table() + " joins " + catalog.display(parent.get())
                                + ", whose strategy under `sync:` is not `slice`.",
                        "Give both this strategy, or another one to " + rule.table() + ".");
            }
        }
    }

    private static List<String> referencesFromOutside(SchemaRules rules, Catalog catalog, Set<TableName> tables) {
        return catalog.references().stream()
                .filter(reference -> tables.contains(reference.parent()) && !tables.contains(reference.child()))
                .filter(reference -> !(strategy(rules, catalog, reference.child()) instanceof SyncStrategy.Skip))
                .map(reference -> catalog.display(reference.child()) + " refers to "
                        + catalog.display(reference.parent())
                        + ", of which only a slice is kept: rows that it refers to may not be there, for its own"
                        + " strategy is not `slice`.")
                .toList();
    }

    private static Optional<TableName> find(Catalog catalog, String written) {
        return catalog.find(written).map(Table::name);
    }

    /** What no table is called is left to the plan, which says so. */
    private static boolean isOneOf(Set<TableName> tables, Catalog catalog, String written) {
        return find(catalog, written).map(tables::contains).orElse(true);
    }

    private static Catalog of(Catalog catalog, Set<TableName> tables) {
        Map<TableName, Table> own = new LinkedHashMap<>(catalog.tables());
        own.keySet().retainAll(tables);
        List<Reference> references = catalog.references().stream()
                .filter(reference -> tables.contains(reference.child()) && tables.contains(reference.parent()))
                .toList();
        return new Catalog(catalog.database(), catalog.defaultSchema(), own, references, List.of());
    }

    private static SchemaRules of(SchemaRules rules, Catalog catalog, Set<TableName> tables) {
        Map<String, TableRule> own = new LinkedHashMap<>(rules.tables());
        own.keySet().removeIf(written -> !isOneOf(tables, catalog, written));
        List<ReferenceRule> references = new ArrayList<>(rules.references());
        references.removeIf(rule -> !isOneOf(tables, catalog, rule.table())
                || rule.parent()
                        .filter(parent -> !isOneOf(tables, catalog, parent))
                        .isPresent());
        return new SchemaRules(rules.file(), rules.rules(), rules.defaultRule(), own, references, rules.sync());
    }

    /** Finds the rows of now; before any table is looked at. */
    void cut(Snapshot snapshot, int workers) {
        fresh.cut(snapshot, workers);
    }

    SliceStrategy strategy() {
        return new SliceStrategy(fresh);
    }

    /** Masks, and NULL in references that are not to be followed, by the target's columns; empty for other tables. */
    Optional<Map<String, String>> masks(Table inTarget) {
        if (!tables.contains(inTarget.name())) {
            return Optional.empty();
        }
        Map<String, String> masks = new LinkedHashMap<>();
        plan.find(inTarget.name()).ifPresent(planned -> {
            for (Output output : planned.columns()) {
                output.expression()
                        .ifPresent(sql -> inTarget.column(output.column().name())
                                .ifPresent(column -> masks.put(column.name(), sql)));
            }
        });
        return Optional.of(masks);
    }

    /** As {@link FreshSlice#rows}; once it is cut. */
    long rows(TableName table) {
        return fresh.rows(table);
    }

    @Override
    public void close() {
        fresh.close();
    }
}
