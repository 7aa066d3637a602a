package io.tranche.plan;

import io.tranche.catalog.Key;
import io.tranche.catalog.Table;
import io.tranche.config.TableRule;
import io.tranche.dialect.Carried;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyForm;
import io.tranche.keys.KeySpace;
import io.tranche.row.RowForm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Lays out one table's lines: what is claimed, recorded and wanted, and in which field it stands. */
final class TablePlanner {
    private final Table table;
    private final Dialect dialect;
    private final List<Link> outgoing;
    private final Set<List<String>> shared;
    private final Claim claim;

    /** How much is known of how a table's rows come in. */
    enum Claim {
        /** No row can come in twice. */
        UNNEEDED,
        /** Rows may be found twice. */
        NEEDED
    }

    /**
     * @param outgoing links that this table's rows give keys to
     * @param shared this table's keys, by columns, that links subtract from what they want
     */
    TablePlanner(Table table, Dialect dialect, List<Link> outgoing, Set<List<String>> shared, Claim claim) {
        this.table = table;
        this.dialect = dialect;
        this.outgoing = outgoing;
        this.shared = new LinkedHashSet<>(shared);
        this.claim = claim;
    }

    TablePlan plan(String words, Selection selection, Map<String, String> expressions) {
        LineLayout layout = new LineLayout(table, dialect, expressions);
        Optional<List<String>> key = table.identity().map(Key::columns);
        if (claim == Claim.NEEDED) {
            key.ifPresent(columns -> layout.need(columns, form(columns)));
        }
        shared.forEach(columns -> layout.need(columns, form(columns)));
        for (Link link : outgoing) {
            layout.need(link.fromColumns(), link.form());
            condition(link).ifPresent(layout::need);
        }
        layout.arrange();
        Identity identity = identity(layout, key);
        List<RecordedKey> copied = shared.stream()
                .filter(columns -> !(identity instanceof Identity.ByKey && key.equals(Optional.of(columns))))
                .map(columns -> recorded(layout, columns))
                .toList();
        List<Want> wants = outgoing.stream().map(link -> want(layout, link)).toList();
        return new TablePlan(
                table, words, selection, layout.carried(), layout.outputs(), identity, copied, wants, RowForm.TEXT);
    }

    private Identity identity(LineLayout layout, Optional<List<String>> key) {
        if (claim == Claim.UNNEEDED) {
            return new Identity.Unneeded();
        }
        return key.<Identity>map(columns -> new Identity.ByKey(recorded(layout, columns)))
                .orElseGet(
                        () -> new Identity.ByContent(new KeySpace(table.name() + " by content", KeySpace.Kind.TEXT)));
    }

    private RecordedKey recorded(LineLayout layout, List<String> columns) {
        KeyForm form = form(columns);
        return layout.key(LinkResolver.ownSpace(table.name(), columns, form), columns, form);
    }

    private KeyForm form(List<String> columns) {
        return dialect.form(table.columnsOf(columns));
    }

    private static Want want(LineLayout layout, Link link) {
        OptionalInt conditionField =
                condition(link).stream().mapToInt(layout::position).findFirst();
        Want.Trigger trigger = link instanceof Join join && join.of() == TableRule.Of.SELECTED
                ? Want.Trigger.SELECTED
                : Want.Trigger.COPIED;
        return new Want(
                link.name(), layout.key(link.space(), link.fromColumns(), link.form()), conditionField, trigger);
    }

    /** A child's own condition; a join's condition is the child's too, and belongs to its lookup. */
    private static Optional<Carried.Condition> condition(Link link) {
        return Stream.of(link)
                .filter(Pull.class::isInstance)
                .flatMap(pull -> pull.reference().when().stream())
                .map(Carried.Condition::new)
                .findFirst();
    }
}
