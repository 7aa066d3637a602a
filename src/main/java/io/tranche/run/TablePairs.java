package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.SchemaRules;
import io.tranche.config.TableRule;
import io.tranche.config.TableSql;
import io.tranche.dialect.Dialect;
import io.tranche.diff.Pairing;
import io.tranche.error.Nearest;
import io.tranche.error.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pairs the tables of both sides, with the masks of schema.yml. */
final class TablePairs {
    private final Dialect dialect;
    private final SchemaRules rules;
    private final Catalog source;
    private final Catalog target;
    private final Optional<KeptSlice> slice;
    private final Problems problems = new Problems();

    /** @param slice of the tables that are kept as one */
    TablePairs(Dialect dialect, SchemaRules rules, Catalog source, Catalog target, Optional<KeptSlice> slice) {
        this.slice = slice;
        this.dialect = dialect;
        this.rules = rules;
        this.source = source;
        this.target = target;
    }

    /**
     * A pair for each table.
     *
     * @throws io.tranche.error.Refusal with every mask that cannot be applied
     */
    List<Pairing> of(List<TableName> tables) {
        List<Pairing> pairs = new ArrayList<>();
        for (TableName name : tables) {
            Table inTarget = target.table(name);
            Map<String, String> masks =
                    slice.flatMap(kept -> kept.masks(inTarget)).orElseGet(() -> masks(inTarget));
            pairs.add(Pairing.masked(dialect, inTarget, source.table(name), masks));
        }
        problems.refuseIfAny();
        return pairs;
    }

    private Map<String, String> masks(Table table) {
        Map<String, String> masks = new LinkedHashMap<>();
        for (TableRule rule : rules.tables().values()) {
            Optional<TableName> named = source.find(rule.table()).map(Table::name);
            if (named.equals(Optional.of(table.name()))) {
                String quoted = dialect.quote(table.name());
                rule.mask().forEach((column, sql) -> mask(rule, table, column)
                        .ifPresent(name -> masks.put(name, TableSql.expand(sql, quoted))));
            }
        }
        return masks;
    }

    private Optional<String> mask(TableRule rule, Table table, String written) {
        Optional<Column> column = table.column(written);
        String place = rule.place() + ".mask." + written;
        if (column.isEmpty()) {
            problems.add(
                    place,
                    "The table " + table.name() + " has no column " + written + ".",
                    Nearest.hint(
                            written, table.columns().stream().map(Column::name).toList()));
        } else if (table.identity()
                .map(Key::columns)
                .orElse(List.of())
                .contains(column.get().name())) {
            problems.add(
                    place,
                    "The column is part of the key that tells the rows of " + table.name() + " apart.",
                    "Mask another column.");
        }
        return column.map(Column::name);
    }
}
