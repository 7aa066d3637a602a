package io.tranche.plan;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Key;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.config.Choice;
import io.tranche.config.TableRule;
import io.tranche.config.TableSql;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.PerParent;
import io.tranche.error.Problems;
import io.tranche.keys.KeySpace;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Makes a {@link Join} of a {@code join} rule: finds the reference that it follows. */
final class JoinResolver {
    private final Catalog catalog;
    private final Dialect dialect;
    private final List<Treated> references;
    private final Names names;
    private final Problems problems;
    private final List<String> notices;

    JoinResolver(Catalog catalog, Dialect dialect, List<Treated> references, Problems problems, List<String> notices) {
        this.catalog = catalog;
        this.dialect = dialect;
        this.references = references;
        this.names = new Names(catalog, problems);
        this.problems = problems;
        this.notices = notices;
    }

    /** The join, with level 0 still; empty where a problem was found. */
    Optional<Join> resolve(Table child, TableRule rule, ScanResolver scans) {
        TableRule.Join join = rule.join().orElseThrow();
        return names.table(join.table(), join.place()).flatMap(parent -> reference(child, parent, join)
                .map(reference -> ofAllPartitions(reference, join))
                .map(reference -> build(child, parent, reference, rule, scans)));
    }

    private Join build(Table child, Table parent, Reference reference, TableRule rule, ScanResolver scans) {
        TableRule.Join join = rule.join().orElseThrow();
        KeyForm form =
                dialect.form(parent.columnsOf(reference.parentColumns()), child.columnsOf(reference.childColumns()));
        String name = "join " + child.name() + "(" + String.join(",", reference.childColumns()) + ")";
        Choice choice = rule.choice();
        Selection.Scan scan = scans.scan(child, choice, rule.place());
        return new Join(
                name,
                reference,
                new KeySpace(name, form.integer() ? KeySpace.Kind.INTEGER : KeySpace.Kind.TEXT),
                form,
                join.of(),
                scan.conditions(),
                scan.orderBy(),
                choice.limit(),
                join.perParent().map(perParent -> perParent(child, reference, perParent)),
                0);
    }

    /**
     * A condition that the database itself gives is about partitions that lack the foreign key. Who joins over its columns
     * means all rows.
     */
    private Reference ofAllPartitions(Reference reference, TableRule.Join join) {
        if (reference.when().isEmpty() || !catalog.references().contains(reference)) {
            return reference;
        }
        notices.add(join.place() + ": " + catalog.display(reference) + " is declared for some partitions only;"
                + " the join takes rows of all.");
        return new Reference(
                reference.name(),
                reference.child(),
                reference.childColumns(),
                reference.parent(),
                reference.parentColumns(),
                Reference.Origin.VIRTUAL,
                Optional.empty());
    }

    private PerParent perParent(Table child, Reference reference, TableRule.PerParent perParent) {
        return new PerParent(
                child.columnsOf(reference.childColumns()),
                ScanResolver.order(
                        dialect,
                        child,
                        perParent.orderBy().map(sql -> TableSql.expand(sql, dialect.quote(child.name())))),
                perParent.limit());
    }

    private Optional<Reference> reference(Table child, Table parent, TableRule.Join join) {
        List<Reference> candidates = references.stream()
                .map(Treated::reference)
                .filter(reference -> reference.child().equals(child.name())
                        && reference.parent().equals(parent.name()))
                .toList();
        if (join.reference().isEmpty()) {
            return onlyOne(child, parent, candidates, join);
        }
        Optional<List<String>> columns = names.columns(child, join.reference(), join.place());
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(reference -> reference.childColumns().equals(columns.get()))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(reference ->
                                new HashSet<>(reference.childColumns()).equals(new HashSet<>(columns.get())))
                        .findFirst())
                .or(() -> implied(child, parent, columns.get(), join));
    }

    private Optional<Reference> onlyOne(Table child, Table parent, List<Reference> candidates, TableRule.Join join) {
        if (candidates.size() == 1) {
            return Optional.of(candidates.get(0));
        }
        problems.add(
                join.place().toString(),
                "`" + child.name() + "` joins `" + parent.name() + "`, but "
                        + (candidates.isEmpty()
                                ? "no reference leads from one to the other."
                                : candidates.size() + " references lead from one to the other: "
                                        + String.join(
                                                ", ",
                                                candidates.stream()
                                                        .map(Reference::toString)
                                                        .toList())
                                        + "."),
                "Name the columns: `reference: column`.");
        return Optional.empty();
    }

    /** Columns that are no reference lead to the parent's {@code id}, else to its primary key. */
    private Optional<Reference> implied(Table child, Table parent, List<String> columns, TableRule.Join join) {
        Optional<List<String>> target = Optional.of(List.of("id"))
                .filter(id -> columns.size() == 1)
                .flatMap(id -> parent.column("id").map(column -> List.of(column.name())))
                .or(() -> parent.primaryKey().map(Key::columns).filter(key -> key.size() == columns.size()));
        if (target.isEmpty()) {
            problems.add(
                    join.place().toString(),
                    "Table `" + child.name() + "` joins `" + parent.name() + "` over `" + String.join(", ", columns)
                            + "`, but " + parent.name() + " has no key of " + columns.size()
                            + " columns that it could refer to.",
                    "Declare the reference under `references:` with `from:` and `to:`.");
            return Optional.empty();
        }
        Reference reference = new Reference(
                "join(" + String.join(",", columns) + ")",
                child.name(),
                columns,
                parent.name(),
                target.get(),
                Reference.Origin.VIRTUAL,
                Optional.empty());
        notices.add(join.place() + ": " + reference + " is no declared reference; the join takes it as one.");
        return Optional.of(reference);
    }
}
