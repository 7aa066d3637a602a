package io.tranche.plan;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.config.Place;
import io.tranche.error.Nearest;
import io.tranche.error.Problems;
import java.util.List;
import java.util.Optional;

/** Finds what users name in a catalog, and says what is nearest where nothing has the name. */
final class Names {
    private final Catalog catalog;
    private final Problems problems;

    Names(Catalog catalog, Problems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    Optional<Table> table(String written, Place place) {
        Optional<Table> table = catalog.find(written);
        if (table.isEmpty()) {
            problems.add(
                    place.toString(),
                    "The source " + catalog.database() + " has no table \"" + written + "\".",
                    Nearest.hint(written, catalog.displayNames()));
        }
        return table;
    }

    /** The columns' names as the server spells them; empty if any is unknown. */
    Optional<List<String>> columns(Table table, List<String> written, Place place) {
        List<Optional<Column>> columns =
                written.stream().map(name -> column(table, name, place)).toList();
        if (columns.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(columns.stream().map(column -> column.get().name()).toList());
    }

    Optional<Column> column(Table table, String written, Place place) {
        Optional<Column> column = table.column(written);
        if (column.isEmpty()) {
            problems.add(
                    place.toString(),
                    "The table " + catalog.display(table.name()) + " has no column \"" + written + "\".",
                    Nearest.hint(
                            written, table.columns().stream().map(Column::name).toList()));
        }
        return column;
    }
}
