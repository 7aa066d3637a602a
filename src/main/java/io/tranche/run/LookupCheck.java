package io.tranche.run;

import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.plan.Join;
import io.tranche.plan.Link;
import io.tranche.plan.Plan;
import io.tranche.progress.Listener;
import java.text.NumberFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Warns, before anything is read, of lookups that no index helps: each batch of keys scans a whole table of the source. */
record LookupCheck(Map<TableName, List<List<String>>> indexes, Listener listener) {
    /** A smaller table is scanned faster than found in. */
    private static final long WORTH_AN_INDEX = 1_000;

    void tell(Plan plan) {
        Set<String> told = new HashSet<>();
        plan.links()
                .filter(link -> !isIndexed(link) && isBig(plan.table(link.to()).table()))
                .map(link -> words(link, plan.table(link.to()).table()))
                .filter(told::add)
                .forEach(listener::warning);
    }

    private boolean isIndexed(Link link) {
        return indexes.getOrDefault(link.to(), List.of()).stream()
                .anyMatch(index -> link.toColumns().contains(index.get(0)));
    }

    private static boolean isBig(Table table) {
        return table.rows() < 0 || table.rows() >= WORTH_AN_INDEX;
    }

    private static String words(Link link, Table table) {
        String what = link instanceof Join ? "children" : "parents";
        String rows = table.rows() < 0
                ? "all its rows"
                : "about " + NumberFormat.getIntegerInstance(Locale.ROOT).format(table.rows()) + " rows";
        return "Looking up the " + what + " over " + link.reference() + " finds no index of " + table.name() + " over "
                + String.join(", ", link.toColumns()) + ": each batch of keys makes the source scan " + rows
                + ". An index there, or reading from a replica, spares the source that.";
    }
}
