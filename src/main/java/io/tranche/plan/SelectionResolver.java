package io.tranche.plan;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.Choice;
import io.tranche.config.Place;
import io.tranche.config.SchemaRules;
import io.tranche.config.TableRule;
import io.tranche.error.Nearest;
import io.tranche.error.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds each table's rule, and orders the joins. */
final class SelectionResolver {
    private final SchemaRules rules;
    private final Catalog catalog;
    private final Set<TableName> chosen;
    private final JoinResolver joins;
    private final ScanResolver scans;
    private final Problems problems;

    private final Map<TableName, Chosen> result = new LinkedHashMap<>();
    private final Map<TableName, TableRule> byTable = new LinkedHashMap<>();
    private final Map<TableName, Join> open = new LinkedHashMap<>();

    /** A table's selection, its rule in a few words, and what schema.yml says of it, if anything. */
    record Chosen(Selection selection, String words, Optional<TableRule> rule) {}

    record Result(Map<TableName, Chosen> tables, List<Join> joins) {}

    /** @param chosen the tables whose rules count; empty for all */
    SelectionResolver(
            SchemaRules rules,
            Catalog catalog,
            Set<TableName> chosen,
            JoinResolver joins,
            ScanResolver scans,
            Problems problems) {
        this.rules = rules;
        this.catalog = catalog;
        this.chosen = chosen;
        this.joins = joins;
        this.scans = scans;
        this.problems = problems;
    }

    Result resolve() {
        Names names = new Names(catalog, problems);
        rules.tables().values().forEach(rule -> names.table(rule.table(), rule.place())
                .ifPresent(table -> claim(table, rule)));
        List<String> unnamed = new ArrayList<>();
        for (Table table : catalog.tables().values()) {
            if (table.kind() == Table.Kind.BASE) {
                choose(table, unnamed);
            }
        }
        if (!unnamed.isEmpty()) {
            problems.add(
                    rules.file(),
                    "There is no rule for " + String.join(", ", unnamed) + ", and no `default`.",
                    "Add `default: upon_request`, or name them under `tables`.");
        }
        return new Result(result, leveled());
    }

    private void claim(Table table, TableRule rule) {
        Names names = new Names(catalog, problems);
        rule.mask().keySet().forEach(column -> names.column(table, column, rule.place()));
        TableRule other = byTable.putIfAbsent(table.name(), rule);
        if (other != null) {
            problems.add(
                    rule.place().toString(),
                    "The table " + table.name() + " is named twice, also at " + other.place() + ".",
                    "Keep one of them.");
        }
    }

    private void choose(Table table, List<String> unnamed) {
        TableRule rule = byTable.get(table.name());
        boolean counts = chosen.isEmpty() || chosen.contains(table.name());
        Optional<String> name = rule != null && rule.rule().isPresent()
                ? rule.rule()
                : rule != null && !rule.choice().isEmpty()
                        ? Optional.of("")
                        : rules.defaultRule().map(SchemaRules.DefaultRule::rule);
        if (name.isEmpty()) {
            unnamed.add(catalog.display(table.name()));
        }
        Chosen selection = !counts || name.isEmpty()
                ? new Chosen(new Selection.None(), "not asked for", Optional.ofNullable(rule))
                : choose(table, name.get(), Optional.ofNullable(rule));
        result.put(table.name(), selection);
    }

    private Chosen choose(Table table, String name, Optional<TableRule> rule) {
        Place place = rule.map(TableRule::place)
                .or(() -> rules.defaultRule().map(SchemaRules.DefaultRule::place))
                .orElseThrow();
        if (name.equals(TableRule.UPON_REQUEST)) {
            return new Chosen(new Selection.None(), name, rule);
        }
        if (name.equals(TableRule.JOIN)) {
            return join(table, rule, place);
        }
        Optional<Choice> named = named(name, place);
        if (named.isEmpty()) {
            return new Chosen(new Selection.None(), name, rule);
        }
        Choice choice = named.get().with(rule.map(TableRule::choice).orElse(Choice.NONE));
        String words = name.isEmpty()
                ? Words.of(choice)
                : Words.of(name, rule.map(TableRule::choice).orElse(Choice.NONE));
        return ScanResolver.never(choice)
                ? new Chosen(new Selection.None(), words, rule)
                : new Chosen(scans.scan(table, choice, place), words, rule);
    }

    private Optional<Choice> named(String name, Place place) {
        if (name.isEmpty()) {
            return Optional.of(Choice.NONE);
        }
        SchemaRules.NamedRule named = rules.rules().get(name);
        if (named != null) {
            return Optional.of(named.choice());
        }
        Optional<Choice> builtIn = BuiltInRules.find(name);
        if (builtIn.isEmpty()) {
            problems.add(
                    place.toString(),
                    "There is no rule \"" + name + "\".",
                    Nearest.hint(name, BuiltInRules.withBuiltIn(rules.rules().keySet())));
        }
        return builtIn;
    }

    private Chosen join(Table table, Optional<TableRule> rule, Place place) {
        if (rule.isEmpty() || rule.get().join().isEmpty()) {
            problems.add(place.toString(), "`join` needs a `table` to join.", "It cannot be the default.");
            return new Chosen(new Selection.None(), TableRule.JOIN, rule);
        }
        Optional<Join> join = joins.resolve(table, rule.get(), scans);
        join.ifPresent(found -> open.put(table.name(), found));
        return new Chosen(
                join.<Selection>map(found -> new Selection.Joined(found.name())).orElse(new Selection.None()),
                Words.of(rule.get().join().get(), rule.get().choice()),
                rule);
    }

    private List<Join> leveled() {
        Map<TableName, Integer> levels = new LinkedHashMap<>();
        return open.keySet().stream()
                .map(table -> open.get(table).at(level(table, levels, new LinkedHashSet<>())))
                .toList();
    }

    /** 0: in the traversal; n: after the scans and n − 1 levels of joins. */
    private int level(TableName table, Map<TableName, Integer> known, Set<TableName> path) {
        Integer level = known.get(table);
        if (level != null) {
            return level;
        }
        Join join = open.get(table);
        if (!path.add(table) && join.of() == TableRule.Of.SELECTED) {
            refuse(
                    table,
                    "The joins form a cycle: "
                            + String.join(
                                    " → ",
                                    path.stream().map(TableName::toString).toList()) + " → " + table
                            + ", so that none of them has a first row.");
            return 0;
        }
        int found = join.of() == TableRule.Of.COPIED ? 0 : levelBelow(table, join, known, path);
        if (found == 0 && join.limit().isPresent()) {
            refuse(table, "A `limit` on a join that follows copied rows would stop at an accidental point.");
        }
        known.put(table, found);
        return found;
    }

    private int levelBelow(TableName table, Join join, Map<TableName, Integer> known, Set<TableName> path) {
        TableName parent = join.from();
        if (open.containsKey(parent)) {
            int below = level(parent, known, path);
            return below == 0 ? 0 : below + 1;
        }
        Chosen chosenParent = result.get(parent);
        if (chosenParent == null || chosenParent.selection() instanceof Selection.None) {
            refuse(
                    table,
                    "`" + catalog.display(table) + "` joins `" + catalog.display(parent)
                            + "`, but no rule chooses rows of `" + catalog.display(parent) + "`.");
        }
        return 1;
    }

    private void refuse(TableName table, String what) {
        TableRule rule = byTable.get(table);
        String remedy = what.startsWith("A `limit`")
                ? "Use `per_parent: {limit: …}`."
                : "Give the parent a rule, or follow all of its copied rows with `of: copied`.";
        problems.add(rule.place().toString(), what, remedy);
    }
}
