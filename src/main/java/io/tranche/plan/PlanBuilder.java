package io.tranche.plan;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Reference;
import io.tranche.catalog.ReferenceGraph;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.ReferenceRule.Treatment;
import io.tranche.config.SchemaRules;
import io.tranche.config.TableRule;
import io.tranche.config.TableSql;
import io.tranche.dialect.Dialect;
import io.tranche.error.Nearest;
import io.tranche.error.Problems;
import io.tranche.keys.KeySpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules × catalog → plan. One builder makes one plan. */
public final class PlanBuilder {
    private final SchemaRules rules;
    private final Catalog catalog;
    private final Dialect dialect;
    private final Purpose purpose;
    private final Set<TableName> readAgain;
    private final Problems problems = new Problems();
    private final List<String> notices = new ArrayList<>();

    /** What the plan is for. */
    public enum Purpose {
        /** A run from the start. */
        FRESH,
        /** A run that goes on with a target that holds some rows: rows may be found twice that otherwise could not. */
        CONTINUED
    }

    public PlanBuilder(SchemaRules rules, Catalog catalog, Dialect dialect, Purpose purpose) {
        this(rules, catalog, dialect, purpose, Set.of());
    }

    /** @param readAgain tables whose rules may find rows that an earlier run has copied */
    public PlanBuilder(SchemaRules rules, Catalog catalog, Dialect dialect, Purpose purpose, Set<TableName> readAgain) {
        this.rules = rules;
        this.catalog = catalog;
        this.dialect = dialect;
        this.purpose = purpose;
        this.readAgain = Set.copyOf(readAgain);
    }

    /**
     * @param onlyTables the tables whose rules choose rows, as a user named them; empty for all
     * @throws io.tranche.error.Refusal with all problems of the rules
     */
    public Plan build(List<String> onlyTables) {
        List<Treated> references =
                new ReferenceResolver(catalog, dialect, problems, notices).resolve(rules.references());
        ScanResolver scans = new ScanResolver(dialect, problems, notices);
        JoinResolver joinResolver = new JoinResolver(catalog, dialect, references, problems, notices);
        SelectionResolver.Result chosen =
                new SelectionResolver(rules, catalog, named(onlyTables), joinResolver, scans, problems).resolve();
        LinkResolver linkResolver = new LinkResolver(catalog, dialect);
        List<Pull> pulls = linkResolver.pulls(references);
        Set<TableName> touched = linkResolver.touched(scanned(chosen), pulls, chosen.joins());
        List<Pull> livePulls =
                pulls.stream().filter(pull -> touched.contains(pull.from())).toList();
        List<Join> liveJoins = chosen.joins().stream()
                .filter(join -> touched.contains(join.from()))
                .toList();
        Expressions expressions = new Expressions(references);
        LinksByTable links = LinksByTable.of(livePulls, liveJoins);
        List<TablePlan> tables = ordered(touched, references).stream()
                .map(name -> plan(catalog.table(name), chosen.tables().get(name), links, expressions))
                .toList();
        if (purpose == Purpose.CONTINUED) {
            tables.forEach(table -> refuseForgottenConditions(table, references));
        }
        problems.refuseIfAny();
        List<TableName> untouched = catalog.tables().keySet().stream()
                .filter(name -> !touched.contains(name))
                .toList();
        notices.addAll(catalog.notices());
        return new Plan(tables, untouched, references, livePulls, liveJoins, notices);
    }

    /** What was copied is read back from the target, where a masked column no longer says whether a reference held. */
    private void refuseForgottenConditions(TablePlan table, List<Treated> references) {
        for (Treated treated : references) {
            Reference reference = treated.reference();
            if (reference.child().equals(table.name())) {
                table.changed().stream()
                        .filter(reference::looksAt)
                        .sorted()
                        .forEach(column -> problems.add(
                                "--continue",
                                "The `when` of " + reference + " looks at " + column
                                        + ", which is masked: the target does not tell which rows it held for.",
                                "Begin again with `--overwrite`, or mask another column."));
            }
        }
    }

    private Set<TableName> named(List<String> onlyTables) {
        Set<TableName> named = new LinkedHashSet<>();
        for (String written : onlyTables) {
            Optional<Table> table = catalog.find(written);
            table.ifPresent(found -> named.add(found.name()));
            if (table.isEmpty()) {
                problems.add(
                        "--tables",
                        "The source " + catalog.database() + " has no table \"" + written + "\".",
                        Nearest.hint(written, catalog.displayNames()));
            }
        }
        return named;
    }

    private static Set<TableName> scanned(SelectionResolver.Result chosen) {
        return chosen.tables().entrySet().stream()
                .filter(entry -> entry.getValue().selection() instanceof Selection.Scan)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<TableName> ordered(Set<TableName> touched, List<Treated> references) {
        List<Reference> all = references.stream().map(Treated::reference).toList();
        return new ReferenceGraph(catalog.tables().keySet(), all)
                .components().stream()
                        .flatMap(Collection::stream)
                        .filter(touched::contains)
                        .toList();
    }

    private TablePlan plan(Table table, SelectionResolver.Chosen chosen, LinksByTable links, Expressions expressions) {
        List<Link> incoming = links.to(table.name());
        List<Link> outgoing = links.from(table.name());
        Set<KeySpace> asked = incoming.stream().map(Link::space).collect(Collectors.toSet());
        Set<List<String>> shared = incoming.stream()
                .filter(Pull.class::isInstance)
                .map(Link::toColumns)
                .filter(columns -> asked.contains(
                        LinkResolver.ownSpace(table.name(), columns, dialect.form(table.columnsOf(columns)))))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        TablePlanner planner = new TablePlanner(table, dialect, outgoing, shared, claim(table, incoming));
        return planner.plan(
                chosen.words(),
                chosen.selection(),
                expressions.of(table, chosen.rule(), keyColumns(table, incoming, outgoing)));
    }

    private TablePlanner.Claim claim(Table table, List<Link> incoming) {
        boolean mayRepeat =
                readAgain.contains(table.name()) || incoming.stream().anyMatch(this::mayRepeat);
        return mayRepeat ? TablePlanner.Claim.NEEDED : TablePlanner.Claim.UNNEEDED;
    }

    /** Whether a link may find a row that was found before. */
    private boolean mayRepeat(Link link) {
        if (link instanceof Pull || purpose == Purpose.CONTINUED) {
            return true;
        }
        Join join = (Join) link;
        Table parent = catalog.table(join.from());
        return join.level() == 0 || !join.form().integer() || !parent.uniqueOver(join.fromColumns());
    }

    private static Set<String> keyColumns(Table table, List<Link> incoming, List<Link> outgoing) {
        Stream<String> own = table.identity().map(Key::columns).orElse(List.of()).stream();
        Stream<String> in = incoming.stream().flatMap(link -> link.toColumns().stream());
        Stream<String> out = outgoing.stream().flatMap(link -> link.fromColumns().stream());
        return Stream.of(own, in, out).flatMap(columns -> columns).collect(Collectors.toSet());
    }

    /** Masks and NULLs in place of columns. */
    private final class Expressions {
        private final Map<TableName, List<Reference>> nulled;

        Expressions(List<Treated> references) {
            this.nulled = references.stream()
                    .filter(treated -> treated.treatment() == Treatment.SET_NULL)
                    .map(Treated::reference)
                    .collect(Collectors.groupingBy(Reference::child));
        }

        Map<String, String> of(Table table, Optional<TableRule> rule, Set<String> keyColumns) {
            Map<String, String> expressions = new LinkedHashMap<>();
            nulled.getOrDefault(table.name(), List.of()).forEach(reference -> nulled(table, reference, keyColumns)
                    .forEach(column -> expressions.put(column, "NULL")));
            rule.ifPresent(present -> present.mask()
                    .forEach((written, sql) -> mask(table, present, written, sql, keyColumns, expressions)));
            return expressions;
        }

        private List<String> nulled(Table table, Reference reference, Set<String> keyColumns) {
            List<String> free = reference.childColumns().stream()
                    .filter(column -> table.columnOf(column).nullable() && !keyColumns.contains(column))
                    .toList();
            if (free.isEmpty()) {
                problems.add(
                        rules.file() + " references",
                        "`set_null` on " + reference
                                + ": each of its columns is NOT NULL or belongs to a key or another"
                                + " followed reference.",
                        "Use `follow: false` instead.");
            }
            return free;
        }

        private void mask(
                Table table,
                TableRule rule,
                String written,
                String sql,
                Set<String> keyColumns,
                Map<String, String> expressions) {
            Optional<Column> column = table.column(written);
            if (column.isEmpty()) {
                return; // reported where the rule was read
            }
            if (keyColumns.contains(column.get().name())) {
                problems.add(
                        rule.place().toString(),
                        "The column " + table.name() + "." + column.get().name()
                                + " is part of a key or a reference; a masked value would part its rows from those that"
                                + " refer to it.",
                        "Mask another column.");
            } else if (column.get().generated()) {
                problems.add(
                        rule.place().toString(),
                        "The column " + table.name() + "." + column.get().name() + " is generated by the database.",
                        "Mask the columns that it is computed from.");
            } else {
                expressions.put(column.get().name(), TableSql.expand(sql, dialect.quote(table.name())));
            }
        }
    }
}
