package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Reference;
import io.tranche.catalog.ReferenceGraph;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import io.tranche.dialect.RowStatements;
import io.tranche.diff.DifferenceKind;
import io.tranche.diff.Pairing;
import io.tranche.error.Refusal;
import io.tranche.row.Escapes;
import io.tranche.row.LineBatch;
import io.tranche.sync.Counts;
import io.tranche.sync.FoundTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * {@code --sql}: the statements that repair the target, as one transaction for the vendor's own client. Rows are deleted
 * children first, and stored parents first.
 *
 * @param out takes the script, piece by piece
 * @param comments hears of tables whose repair is no statement of the script
 */
public record RepairScript(Consumer<byte[]> out, Consumer<String> comments) implements DifferenceOutput {
    @Override
    public void refuseTwoFamilies() {
        throw new Refusal(
                "--sql",
                "The two databases are of two families: no statement of one holds exactly what the other does.",
                "Use `--rows`.");
    }

    @Override
    public void tell(Found found) {
        RowStatements statements = found.dialect().rowStatements();
        List<FoundTable> tables = parentsFirst(found);
        if (tables.isEmpty()) {
            return;
        }
        List<Definition> lifted = statements.disregardForeignKeys() ? List.of() : inTheWay(tables, found);
        out.accept(statements.begin());
        if (!lifted.isEmpty()) {
            out.accept(statements.foreignKeys(
                    lifted.stream().flatMap(key -> key.drop().stream()).toList()));
        }
        List<FoundTable> childrenFirst = new ArrayList<>(tables);
        Collections.reverse(childrenFirst);
        childrenFirst.forEach(table -> new Writer(table, found, statements).deletes());
        tables.forEach(table -> new Writer(table, found, statements).stores());
        if (!lifted.isEmpty()) {
            out.accept(statements.foreignKeys(
                    lifted.stream().flatMap(key -> key.create().stream()).toList()));
        }
        out.accept(statements.commit());
    }

    /**
     * Foreign keys for which no order of the statements is right, or which would act on them: in circles, from rows that are
     * changed to ones that are deleted before, and to rows that go and come back.
     */
    private static List<Definition> inTheWay(List<FoundTable> tables, Found found) {
        Map<TableName, FoundTable> byName = tables.stream()
                .collect(Collectors.toMap(
                        table -> table.table().pairing().target().name(), table -> table));
        Catalog catalog = found.target().catalog();
        List<Set<TableName>> components =
                new ReferenceGraph(catalog.tables().keySet(), catalog.references()).components();
        Set<TableName> ends = new LinkedHashSet<>();
        for (Reference reference : catalog.references()) {
            FoundTable parent = byName.get(reference.parent());
            if (parent == null) {
                continue;
            }
            FoundTable child = byName.get(reference.child());
            boolean circle = child != null
                    && components.stream()
                            .anyMatch(tied -> tied.contains(reference.child()) && tied.contains(reference.parent()));
            boolean goes = child != null
                    && planned(child).updated() > 0
                    && planned(parent).deleted() > 0;
            boolean comesBack = parent.table().pairing().hasOtherUniqueKeys()
                    && planned(parent).updated() > 0;
            if (circle || goes || comesBack) {
                ends.add(reference.child());
                ends.add(reference.parent());
            }
        }
        return ends.isEmpty() ? List.of() : found.definitions().foreignKeys(ends, Definitions.Proof.CHECKED);
    }

    private static Counts planned(FoundTable table) {
        return table.changes().planned();
    }

    private List<FoundTable> parentsFirst(Found found) {
        Map<TableName, FoundTable> byName = new HashMap<>();
        for (FoundTable table : found.tables()) {
            if (table.changes().planned().changes() == 0) {
                continue;
            }
            if (table.table().pairing().key().isEmpty()) {
                comments.accept(table.table().display() + " has no key: `tranche sync` repairs it.");
            } else if (!table.changes().knowsRows()) {
                comments.accept(table.table().display() + " is written as a whole: `tranche sync` does it.");
            } else {
                byName.put(table.table().name(), table);
            }
        }
        Catalog catalog = found.target().catalog();
        List<FoundTable> ordered = new ArrayList<>();
        for (Set<TableName> component :
                new ReferenceGraph(catalog.tables().keySet(), catalog.references()).components()) {
            component.stream().filter(byName::containsKey).map(byName::get).forEach(ordered::add);
        }
        return ordered;
    }

    /** Writes the statements of one table. */
    private final class Writer {
        private final Pairing pairing;
        private final boolean exchanges;
        private final DifferingRows rows;
        private final RowStatements statements;

        Writer(FoundTable table, Found found, RowStatements statements) {
            this.pairing = table.table().pairing();
            this.exchanges = pairing.hasOtherUniqueKeys();
            this.rows = new DifferingRows(table, found);
            this.statements = statements;
        }

        /** Rows that may exchange unique values go before any of them comes back. */
        void deletes() {
            rows.keys(DifferenceKind.EXTRA, this::delete);
            if (exchanges) {
                rows.keys(DifferenceKind.CHANGED, this::delete);
            }
        }

        void stores() {
            rows.rows(DifferenceKind.CHANGED, exchanges ? this::insert : this::update);
            rows.rows(DifferenceKind.MISSING, this::insert);
        }

        private void delete(LineBatch batch) {
            for (int row = 0; row < batch.rows(); row++) {
                out.accept(statements.delete(pairing.target(), pairing.key(), Escapes.fields(batch, row)));
            }
        }

        private void insert(LineBatch batch) {
            for (int row = 0; row < batch.rows(); row++) {
                out.accept(statements.insert(pairing.target(), pairing.stored(), Escapes.fields(batch, row)));
            }
        }

        private void update(LineBatch batch) {
            List<Column> columns = pairing.stored();
            for (int row = 0; row < batch.rows(); row++) {
                List<byte[]> values = Escapes.fields(batch, row);
                List<byte[]> key = pairing.key().stream()
                        .map(column -> values.get(columns.indexOf(column)))
                        .toList();
                out.accept(statements.update(pairing.target(), columns, values, pairing.key(), key));
            }
        }
    }
}
