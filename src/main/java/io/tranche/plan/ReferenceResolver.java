package io.tranche.plan;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.config.ReferenceRule;
import io.tranche.config.ReferenceRule.Treatment;
import io.tranche.config.TableSql;
import io.tranche.dialect.Dialect;
import io.tranche.error.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The declared references of a catalog and the virtual ones of schema.yml, each with its treatment. */
final class ReferenceResolver {
    private final Catalog catalog;
    private final Dialect dialect;
    private final Names names;
    private final Problems problems;
    private final List<String> notices;
    private final List<Treated> resolved = new ArrayList<>();

    ReferenceResolver(Catalog catalog, Dialect dialect, Problems problems, List<String> notices) {
        this.catalog = catalog;
        this.dialect = dialect;
        this.names = new Names(catalog, problems);
        this.problems = problems;
        this.notices = notices;
    }

    List<Treated> resolve(List<ReferenceRule> rules) {
        catalog.references().forEach(this::addDeclared);
        rules.forEach(this::apply);
        return List.copyOf(resolved);
    }

    private void addDeclared(Reference reference) {
        if (!catalog.contains(reference.child())) {
            return;
        }
        if (catalog.contains(reference.parent())) {
            resolved.add(new Treated(reference, Treatment.FOLLOW));
        } else {
            notices.add("The reference " + reference + " leads out of " + catalog.database()
                    + ": it is not followed, and the slice does not hold its parents.");
        }
    }

    private void apply(ReferenceRule rule) {
        Optional<Table> child = names.table(rule.table(), rule.place());
        Optional<List<String>> columns = child.flatMap(table -> names.columns(table, rule.columns(), rule.place()));
        if (columns.isEmpty()) {
            return;
        }
        if (rule.parent().isEmpty()) {
            treatExisting(rule, child.get(), columns.get());
            return;
        }
        Optional<Table> parent = names.table(rule.parent().get(), rule.place());
        Optional<List<String>> parentColumns = parent.flatMap(table -> parentColumns(rule, table));
        if (parentColumns.isEmpty()) {
            return;
        }
        Reference reference = new Reference(
                name(child.get(), columns.get()),
                child.get().name(),
                columns.get(),
                parent.get().name(),
                parentColumns.get(),
                Reference.Origin.VIRTUAL,
                when(rule, child.get()));
        if (reference.childColumns().size() == reference.parentColumns().size()) {
            add(rule, reference);
        }
    }

    private Optional<List<String>> parentColumns(ReferenceRule rule, Table parent) {
        Optional<List<String>> columns = rule.parentColumns().isEmpty()
                ? parent.primaryKey().map(Key::columns)
                : names.columns(parent, rule.parentColumns(), rule.place());
        if (rule.parentColumns().isEmpty() && columns.isEmpty()) {
            problems.add(
                    rule.place().toString(),
                    "The table " + parent.name() + " has no primary key to refer to.",
                    "Name the columns: `to: " + parent.name() + ".column`.");
        } else if (columns.isPresent() && columns.get().size() != rule.columns().size()) {
            problems.add(
                    rule.place().toString(),
                    rule.columns().size() + " columns cannot refer to "
                            + columns.get().size() + " columns (" + String.join(", ", columns.get()) + ") of "
                            + parent.name() + ".",
                    "Name as many columns on both sides.");
            return Optional.empty();
        }
        return columns;
    }

    /** A rule over a reference that is there changes it; any other adds one. */
    private void add(ReferenceRule rule, Reference reference) {
        for (int i = 0; i < resolved.size(); i++) {
            Reference known = resolved.get(i).reference();
            if (known.origin() == Reference.Origin.DECLARED && samePairs(known, reference)) {
                resolved.set(i, treated(rule, withWhen(known, reference.when())));
                return;
            }
        }
        resolved.add(treated(rule, reference));
    }

    private void treatExisting(ReferenceRule rule, Table child, List<String> columns) {
        boolean found = false;
        for (int i = 0; i < resolved.size(); i++) {
            Reference known = resolved.get(i).reference();
            if (known.child().equals(child.name())
                    && new HashSet<>(known.childColumns()).equals(new HashSet<>(columns))) {
                resolved.set(i, treated(rule, withWhen(known, when(rule, child))));
                found = true;
            }
        }
        if (!found) {
            problems.add(
                    rule.place().toString(),
                    "No reference is known on " + child.name() + "(" + String.join(", ", columns) + ").",
                    "Say where it leads with `to: parent.column`.");
        }
    }

    private Treated treated(ReferenceRule rule, Reference reference) {
        if (rule.treatment() == Treatment.SET_NULL) {
            Table child = catalog.table(reference.child());
            boolean nullable =
                    reference.childColumns().stream().map(child::columnOf).anyMatch(Column::nullable);
            if (!nullable) {
                problems.add(
                        rule.place().toString(),
                        "`set_null` on " + reference + ", whose columns are NOT NULL.",
                        "Use `follow: false` to keep the value without its parent.");
            }
        }
        return new Treated(reference, rule.treatment());
    }

    private Optional<String> when(ReferenceRule rule, Table child) {
        return rule.when().map(sql -> TableSql.expand(sql, dialect.quote(child.name())));
    }

    private String name(Table child, List<String> columns) {
        String base = "virtual(" + String.join(",", columns) + ")";
        long same = resolved.stream()
                .map(Treated::reference)
                .filter(known ->
                        known.child().equals(child.name()) && known.name().startsWith(base))
                .count();
        return same == 0 ? base : base + "#" + (same + 1);
    }

    private static boolean samePairs(Reference a, Reference b) {
        return a.child().equals(b.child())
                && a.parent().equals(b.parent())
                && a.childColumns().equals(b.childColumns())
                && a.parentColumns().equals(b.parentColumns());
    }

    private static Reference withWhen(Reference reference, Optional<String> when) {
        return new Reference(
                reference.name(),
                reference.child(),
                reference.childColumns(),
                reference.parent(),
                reference.parentColumns(),
                reference.origin(),
                when);
    }
}
